ALTER TABLE depot_customer ALTER nickname TYPE text;
CREATE POLICY "some rows" ON depot_customer AS RESTRICTIVE FOR UPDATE TO PUBLIC USING (nickname <> '') WITH CHECK (nickname <> 'x');
CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER watching AFTER UPDATE OF nickname ON depot_customer FOR EACH ROW EXECUTE FUNCTION watch();
