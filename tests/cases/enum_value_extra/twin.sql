CREATE TYPE unrelated AS ENUM ('x');
