CREATE TYPE article_title_upper_type AS (title text);
