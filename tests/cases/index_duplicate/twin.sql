CREATE STATISTICS title_and_price ON title, price FROM depot_article;
