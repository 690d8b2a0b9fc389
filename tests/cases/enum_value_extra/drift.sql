ALTER TYPE mood ADD VALUE 'awful';
