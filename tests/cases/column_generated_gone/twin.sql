UPDATE depot_article SET price = 2;
