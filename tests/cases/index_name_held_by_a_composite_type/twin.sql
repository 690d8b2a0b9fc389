CREATE DOMAIN article_facts AS text;
