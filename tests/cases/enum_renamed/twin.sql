CREATE TYPE "old mood" AS ENUM ('good', 'fair', 'bad');
