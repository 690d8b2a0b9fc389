REINDEX INDEX article_labels_gin;
