ALTER TRIGGER depot_article_touch ON depot_article RENAME TO touched;
