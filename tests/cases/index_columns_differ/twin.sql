ALTER TABLE depot_article CLUSTER ON article_title_price;
