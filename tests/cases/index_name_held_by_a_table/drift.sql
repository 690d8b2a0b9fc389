DROP INDEX article_title_upper;
CREATE TABLE article_title_upper (title text);
INSERT INTO article_title_upper VALUES ('somebody''s');
