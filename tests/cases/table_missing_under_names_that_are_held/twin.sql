CREATE SEQUENCE tags_of_articles;
CREATE TYPE tags_of_articles AS ENUM ('a');
