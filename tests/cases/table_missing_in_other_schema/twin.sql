CREATE SCHEMA unrelated;
CREATE TABLE unrelated.anything (id int);
