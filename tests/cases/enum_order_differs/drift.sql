ALTER TABLE depot_article ALTER mood TYPE text;
DROP TYPE mood;
CREATE TYPE mood AS ENUM ('bad', 'fair', 'good');
ALTER TABLE depot_article ALTER mood TYPE mood USING mood::mood;
