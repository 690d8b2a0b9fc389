DROP INDEX article_title_price;
