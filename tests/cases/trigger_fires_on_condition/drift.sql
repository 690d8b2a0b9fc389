DROP TRIGGER depot_article_touch ON depot_article;
CREATE TRIGGER depot_article_touch BEFORE UPDATE ON depot_article FOR EACH ROW WHEN (OLD.price > 5) EXECUTE FUNCTION depot_touch();
