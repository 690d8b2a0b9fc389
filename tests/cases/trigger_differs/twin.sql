CREATE OR REPLACE TRIGGER depot_article_touch BEFORE UPDATE ON depot_article FOR EACH ROW EXECUTE FUNCTION depot_touch();
