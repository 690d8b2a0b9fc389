ALTER INDEX article_title_price SET (deduplicate_items = off);
