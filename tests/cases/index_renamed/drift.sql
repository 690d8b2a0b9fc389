ALTER INDEX article_title_price RENAME TO other;
