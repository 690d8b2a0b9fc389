ALTER TABLE "Depot Order" DROP COLUMN "Odd column%";
