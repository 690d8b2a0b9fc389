DROP TRIGGER depot_article_touch ON depot_article;
CREATE TRIGGER depot_article_touch BEFORE UPDATE ON public.depot_article FOR EACH ROW EXECUTE PROCEDURE public.depot_touch();
