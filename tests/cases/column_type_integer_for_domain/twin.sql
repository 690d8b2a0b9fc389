UPDATE depot_article SET stock = stock;
