CREATE TABLE zz_log (day date) PARTITION BY RANGE (day);
DROP TABLE zz_log;
