UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'article_title_price'::regclass;
