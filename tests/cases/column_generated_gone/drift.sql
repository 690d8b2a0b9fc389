ALTER TABLE depot_article ALTER price_twice DROP EXPRESSION;
