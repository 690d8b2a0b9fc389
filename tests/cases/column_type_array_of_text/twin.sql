UPDATE depot_article SET labels = '{}';
