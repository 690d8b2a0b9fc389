ALTER INDEX article_facts_gin SET (fastupdate = off);
