CREATE TEMP TABLE leftover (id int);
