DROP TABLE archive.document;
