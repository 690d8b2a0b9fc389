REINDEX INDEX article_title_price;
