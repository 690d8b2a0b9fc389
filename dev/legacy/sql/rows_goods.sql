-- Allotments for goods on their way, the bills of entry of those that came, and what both leave of the licences.

INSERT INTO allotment_allotmentmodel (
    created_on, modified_on, type, required_quantity, unit_value_per_unit, cif_fc, cif_inr, exchange_rate, item_name,
    invoice, estimated_arrival_date, bl_detail, is_boe, is_allotted, company_id, port_id, related_company_id,
    created_by_id
)
SELECT timestamptz '2024-06-01 10:00+05:30' + n * interval '12 hours',
    timestamptz '2024-06-01 10:00+05:30' + n * interval '13 hours', CASE WHEN n % 9 = 0 THEN 'AR' ELSE 'AT' END, 1000,
    0.5, 500, 41500, 83, 'Goods of heading ' || 1 + n % 40, 'INV/' || n, date '2024-07-01' + n / 2,
    CASE WHEN n % 2 = 0 THEN 'BL' || 700000 + n END, n <= 520, true, 1 + n % 60, 1 + n % 12,
    CASE WHEN n % 5 = 0 THEN 1 + (n * 11) % 60 END, 1 + n % 25
FROM generate_series(1, 640) AS n;

INSERT INTO allotment_allotmentitems (
    created_on, modified_on, item_id, allotment_id, qty, cif_fc, cif_inr, is_boe, created_by_id
)
SELECT created_on, modified_on, 1 + (id * 17) % 960, id, 1000, 500, 41500, is_boe, created_by_id
FROM allotment_allotmentmodel
ORDER BY id;

INSERT INTO bill_of_entry_billofentrymodel (
    created_on, modified_on, bill_of_entry_number, bill_of_entry_date, exchange_rate, product_name, invoice_no,
    invoice_date, is_fetch, failed, appraisement, ooc_date, cha, comments, company_id, port_id, created_by_id
)
SELECT created_on + interval '30 days', modified_on + interval '31 days', (5000000 + id * 19)::text,
    estimated_arrival_date, 83, item_name, invoice, estimated_arrival_date - 20, id % 3 <> 0,
    CASE WHEN id % 100 = 0 THEN 2 ELSE 0 END, 'Group 1', to_char(estimated_arrival_date + 2, 'DD/MM/YYYY'),
    'Example Clearing', CASE WHEN id % 45 = 0 THEN 'Second check' END, company_id, port_id, created_by_id
FROM allotment_allotmentmodel
WHERE is_boe
ORDER BY id;

INSERT INTO bill_of_entry_billofentrymodel_allotment (billofentrymodel_id, allotmentmodel_id)
SELECT n, n
FROM generate_series(1, 520) AS n;

INSERT INTO bill_of_entry_rowdetails (
    created_on, modified_on, row_type, transaction_type, bill_of_entry_id, sr_number_id, qty, cif_fc, cif_inr,
    created_by_id
)
SELECT bill.created_on, bill.modified_on, allotted.type, kind, bill.id, item.item_id, item.qty, item.cif_fc,
    item.cif_inr, bill.created_by_id
FROM bill_of_entry_billofentrymodel AS bill
JOIN allotment_allotmentmodel AS allotted ON allotted.id = bill.id
JOIN allotment_allotmentitems AS item ON item.allotment_id = allotted.id
JOIN (VALUES ('D', 1), ('C', 26)) AS movement(kind, every) ON bill.id % every = 0
ORDER BY bill.id, kind DESC;

UPDATE license_licenseimportitemsmodel AS item
SET debited_quantity = debit.qty, debited_value = debit.cif_fc
FROM (SELECT sr_number_id, sum(CASE transaction_type WHEN 'D' THEN qty ELSE -qty END) AS qty,
             sum(CASE transaction_type WHEN 'D' THEN cif_fc ELSE -cif_fc END) AS cif_fc
      FROM bill_of_entry_rowdetails GROUP BY sr_number_id) AS debit
WHERE debit.sr_number_id = item.id;

UPDATE license_licenseimportitemsmodel AS item
SET allotted_quantity = waiting.qty, allotted_value = waiting.cif_fc
FROM (SELECT item_id, sum(qty) AS qty, sum(cif_fc) AS cif_fc
      FROM allotment_allotmentitems WHERE NOT is_boe GROUP BY item_id) AS waiting
WHERE waiting.item_id = item.id;

UPDATE license_licenseimportitemsmodel
SET available_quantity = quantity - debited_quantity - allotted_quantity,
    available_value = cif_fc - debited_value - allotted_value;

UPDATE license_licensedetailsmodel AS license
SET balance_cif = (SELECT sum(available_value) FROM license_licenseimportitemsmodel WHERE license_id = license.id);
