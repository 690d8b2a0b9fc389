CREATE TABLE leftover (id int PRIMARY KEY);
