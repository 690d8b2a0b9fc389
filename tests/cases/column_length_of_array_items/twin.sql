UPDATE depot_article SET labels = ARRAY['x'];
