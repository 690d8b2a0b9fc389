DROP TRIGGER depot_article_touch ON depot_article;
CREATE TRIGGER depot_article_touch BEFORE INSERT OR UPDATE ON depot_article FOR EACH ROW EXECUTE FUNCTION depot_touch();
