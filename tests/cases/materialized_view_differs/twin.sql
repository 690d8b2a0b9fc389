CREATE INDEX of_others ON pointer_total (total);
