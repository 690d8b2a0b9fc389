UPDATE depot_article SET facts = '{}';
