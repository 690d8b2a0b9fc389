CREATE FUNCTION watch_ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watching_ddl ON ddl_command_end EXECUTE FUNCTION watch_ddl();
ALTER EVENT TRIGGER watching_ddl DISABLE;
