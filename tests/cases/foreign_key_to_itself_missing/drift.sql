ALTER TABLE "Depot Order" DROP CONSTRAINT "Depot Order_parent_id_1dcda0fc_fk_Depot Order_id";
