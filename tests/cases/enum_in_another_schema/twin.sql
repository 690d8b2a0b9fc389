CREATE TYPE aside.mood AS ENUM ('good');
