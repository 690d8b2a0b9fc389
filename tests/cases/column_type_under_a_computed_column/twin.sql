UPDATE depot_article SET price = price + 1;
