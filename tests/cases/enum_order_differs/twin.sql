COMMENT ON TYPE mood IS 'as asked';
