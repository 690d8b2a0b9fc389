DROP INDEX article_title_price;
CREATE INDEX article_title_price ON depot_article (title, price DESC NULLS FIRST);
