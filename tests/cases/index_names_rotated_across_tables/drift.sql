ALTER INDEX customer_nickname RENAME TO aside;
ALTER INDEX article_title_upper RENAME TO customer_nickname;
ALTER INDEX article_measured RENAME TO article_title_upper;
ALTER INDEX aside RENAME TO article_measured;
