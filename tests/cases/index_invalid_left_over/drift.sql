CREATE INDEX article_title_price_ccnew ON depot_article (title, price DESC);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'article_title_price_ccnew'::regclass;
