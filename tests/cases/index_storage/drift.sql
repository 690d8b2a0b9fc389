ALTER INDEX article_measured SET (fillfactor = 30);
