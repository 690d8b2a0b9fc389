ALTER INDEX article_title_upper RENAME TO aside;
ALTER INDEX article_title_pattern RENAME TO article_title_upper;
ALTER INDEX aside RENAME TO article_title_pattern;
