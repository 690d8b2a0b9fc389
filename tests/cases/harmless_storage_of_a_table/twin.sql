ALTER TABLE depot_customer ALTER remark SET STORAGE EXTERNAL, ALTER name SET STATISTICS 500, ALTER email SET (n_distinct = -0.5);
ALTER TABLE depot_article ALTER facts SET COMPRESSION pglz;
