ALTER TYPE mood RENAME TO "old mood";
