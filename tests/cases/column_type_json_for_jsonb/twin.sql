UPDATE depot_article SET facts = '[1]';
