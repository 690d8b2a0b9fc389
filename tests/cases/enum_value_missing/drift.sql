UPDATE depot_article SET mood = 'good';
ALTER TABLE depot_article ALTER mood TYPE text;
DROP TYPE mood;
CREATE TYPE mood AS ENUM ('good', 'fair');
ALTER TABLE depot_article ALTER mood TYPE mood USING mood::mood;
