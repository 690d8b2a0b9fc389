ANALYZE archive.document;
