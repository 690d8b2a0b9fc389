-- Licences with their items, files, movements and transfers.

INSERT INTO license_licensedetailsmodel (
    created_on, modified_on, purchase_status, scheme_code, notification_number, license_number, license_date,
    license_expiry_date, file_number, registration_number, registration_date, ledger_date, export_item, balance_cif,
    fob, is_audit, is_mnm, is_not_registered, is_null, is_au, is_active, is_incomplete, is_expired, is_individual,
    ge_file_number, billing_rate, billing_amount, exporter_id, current_owner_id, port_id, created_by_id,
    modified_by_id
)
SELECT granted + time '10:00' AT TIME ZONE 'Asia/Kolkata', granted + 30 + time '10:00' AT TIME ZONE 'Asia/Kolkata',
    (ARRAY['GE', 'GE', 'GE', 'NP', 'SM', 'CO'])[1 + n % 6], '26', (ARRAY['019/2015', '025/2023'])[1 + n % 2],
    lpad((310500000 + n * 13)::text, 10, '0'), granted, granted + 730, 'MUM' || lpad(n::text, 8, '0') || 'AM24',
    CASE WHEN n % 10 <> 0 THEN (2000000000 + n)::text END, granted + 9, date '2025-10-31',
    'Products of norm E' || 1 + n % 15, 0, n * 100, n % 12 = 0, n % 15 = 0, n % 10 = 0, n % 40 = 0, n % 25 = 0,
    n % 20 <> 0, n % 30 = 0, granted < date '2023-11-01', n % 18 = 0, n % 7, 0, 0, 1 + n % 60, 1 + (n * 7) % 60,
    1 + n % 12, 1 + n % 25, 1 + n % 5
FROM generate_series(1, 320) AS n, LATERAL (SELECT date '2023-06-01' + n * 2 AS granted) AS at;

INSERT INTO license_licenseexportitemmodel (
    license_id, description, item_id, norm_class_id, duty_type, net_quantity, old_quantity, unit, fob_fc, fob_inr,
    fob_exchange_rate, currency, value_addition, cif_fc, cif_inr
)
SELECT n, 'Products of norm E' || 1 + n % 15, 1 + n % 32, 1 + n % 15, 'Basic', 30000, 0, 'kg', 18000, 1494000, 83,
    'usd', 20, 15000, 1245000
FROM generate_series(1, 320) AS n;

INSERT INTO license_licenseimportitemsmodel (
    serial_number, license_id, hs_code_id, description, quantity, old_quantity, unit, cif_fc, cif_inr,
    available_quantity, available_value, debited_quantity, debited_value, allotted_quantity, allotted_value,
    is_restricted, comment
)
SELECT serial, license, 1 + (license * 3 + serial) % 40, 'Goods of heading ' || 1 + (license * 3 + serial) % 40,
    10000, 0, 'kg', 5000, 415000, 0, 0, 0, 0, 0, 0, (license + serial) % 8 = 0,
    CASE WHEN license % 50 = 0 THEN 'See condition sheet' END
FROM generate_series(1, 320) AS license, generate_series(1, 3) AS serial;

INSERT INTO license_licenseimportitemsmodel_items (licenseimportitemsmodel_id, itemnamemodel_id)
SELECT item, 1 + item % 32 FROM generate_series(1, 960) AS item;

INSERT INTO license_licensedocumentmodel (license_id, type, file)
SELECT n, 'LICENSE COPY', 'licenses/' || n || '.pdf' FROM generate_series(1, 320) AS n;

INSERT INTO license_officemodel (name)
VALUES ('DGFT Mumbai'), ('Customs Nhava Sheva'), ('Customs Mundra'), ('Head office');
INSERT INTO license_alongwithmodel (name) VALUES ('Covering letter'), ('Bond'), ('Amendment sheet');
INSERT INTO license_datemodel (date) SELECT date '2024-01-01' + n FROM generate_series(1, 60) AS n;

INSERT INTO license_licenseinwardoutwardmodel (
    date_id, license_id, status_id, office_id, along_with_id, description, copy, annexure, tl, aro
)
SELECT 1 + n % 60, 1 + n % 320, 1 + n % 3, 1 + n % 4, CASE WHEN n % 2 = 0 THEN 1 + n % 3 END,
    CASE WHEN n % 5 = 0 THEN 'By courier' END, n % 2 = 0, n % 3 = 0, n % 4 = 0, n % 11 = 0
FROM generate_series(1, 480) AS n;

INSERT INTO license_licensetransfermodel (
    license_id, transfer_date, from_company_id, to_company_id, transfer_status, transfer_initiation_date,
    transfer_acceptance_date, cbic_status, user_id_transfer_initiation
)
SELECT id, license_date + 20, exporter_id, current_owner_id, 'Accepted',
    license_date + 20 + time '12:00' AT TIME ZONE 'Asia/Kolkata',
    license_date + 21 + time '12:00' AT TIME ZONE 'Asia/Kolkata', CASE WHEN id % 3 <> 0 THEN 'Success' END,
    'clerk' || 1 + id % 25
FROM license_licensedetailsmodel
WHERE id % 4 <> 0
ORDER BY id;
