DROP INDEX article_title_price;
CREATE UNIQUE INDEX article_title_price ON depot_article (title, price DESC);
