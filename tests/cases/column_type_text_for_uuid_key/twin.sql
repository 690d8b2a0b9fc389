UPDATE depot_article SET title = 'other';
