-- Users, companies, ports, norms and items. No clock and no chance in any of these files: the rows are the same in
-- every build. Keys count from 1 in the order written here, so that later files can name them.

INSERT INTO accounts_user (
    password, last_login, username, first_name, last_name, email, is_staff, is_active, is_superuser, date_joined
)
SELECT '!' || md5('nobody ' || n),
    CASE WHEN n % 4 <> 0 THEN timestamptz '2025-11-03 09:00+05:30' - n * interval '5 hours' END, 'clerk' || n,
    'Clerk', 'No. ' || n, 'clerk' || n || '@licences.example', n <= 5, n % 9 <> 0, n = 1,
    timestamptz '2023-04-03 10:00+05:30' + n * interval '11 days'
FROM generate_series(1, 25) AS n;

INSERT INTO auth_group (name) VALUES ('Licence desk'), ('Accounts'), ('Ports');

INSERT INTO auth_group_permissions (group_id, permission_id)
SELECT auth_group.id, auth_permission.id
FROM auth_group JOIN auth_permission ON auth_permission.codename LIKE 'view_%' OR auth_group.name = 'Licence desk'
JOIN django_content_type ON django_content_type.id = content_type_id AND app_label IN ('license', 'core')
ORDER BY 1, 2;

INSERT INTO accounts_user_groups (user_id, group_id) SELECT n, 1 + n % 3 FROM generate_series(2, 25) AS n;

INSERT INTO accounts_user_user_permissions (user_id, permission_id)
SELECT n, auth_permission.id
FROM generate_series(2, 5) AS n CROSS JOIN auth_permission WHERE codename = 'delete_licensedetailsmodel'
ORDER BY 1;

INSERT INTO core_companymodel (
    created_on, modified_on, iec, pan, name, contact_person, phone_number, email, address, gst_number, address_line_1,
    bill_colour, account_type, created_by_id, modified_by_id
)
SELECT made, made + interval '40 days', lpad((388000000 + n * 7)::text, 10, '0'),
    'AAACE' || lpad(n::text, 4, '0') || 'K', 'Example Exports ' || n, 'Manager ' || n,
    '022-5550' || lpad(n::text, 4, '0'), 'office' || n || '@exports.example', n || ' Harbour Road, Mumbai',
    '27AAACE' || lpad(n::text, 4, '0') || 'K1Z5', n || ' Harbour Road', '#333',
    CASE WHEN n % 3 = 0 THEN 'CURRENT' END, 1 + n % 25, 1 + n % 5
FROM generate_series(1, 60) AS n,
    LATERAL (SELECT timestamptz '2023-05-02 10:00+05:30' + n * interval '1 day' AS made) AS at;

INSERT INTO core_portmodel (created_on, modified_on, code, name, created_by_id)
SELECT timestamptz '2023-05-02 10:00+05:30', timestamptz '2023-05-02 10:00+05:30', code, name, 1
FROM (
    VALUES ('INNSA1', 'Nhava Sheva'), ('INMUN1', 'Mundra'), ('INMAA1', 'Chennai'), ('INBOM4', 'Mumbai Air'),
        ('INDEL4', 'Delhi Air'), ('INCCU1', 'Kolkata'), ('INCOK1', 'Kochi'), ('INTUT1', 'Tuticorin'),
        ('INIXY1', 'Kandla'), ('INVTZ1', 'Visakhapatnam'), ('INBLR4', 'Bengaluru Air'), ('INHZA1', NULL)
) AS port(code, name);

INSERT INTO core_hscodemodel (
    created_on, modified_on, hs_code, product_description, unit_price, basic_duty, unit, policy
)
SELECT timestamptz '2023-05-03 10:00+05:30', timestamptz '2023-05-03 10:00+05:30', (10000000 + n * 2111)::text,
    'Goods of heading ' || n, n * 1.25, (n % 4) * 10 || '%', 'kg',
    CASE WHEN n % 6 = 0 THEN 'Restricted' ELSE 'Free' END
FROM generate_series(1, 40) AS n;

INSERT INTO core_productdescriptionmodel (created_on, modified_on, product_description, hs_code_id, created_by_id)
SELECT timestamptz '2023-08-01 10:00+05:30', timestamptz '2023-08-01 10:00+05:30',
    'Goods of heading ' || n || ', food grade', n, 1 + n % 25
FROM generate_series(1, 40) AS n;

INSERT INTO core_headsionnormsmodel (name)
VALUES ('Chemicals'), ('Engineering'), ('Food products'), ('Leather'), ('Plastics'), ('Textiles');

INSERT INTO core_sionnormclassmodel (created_on, modified_on, description, norm_class, head_norm_id)
SELECT timestamptz '2023-05-04 10:00+05:30', timestamptz '2023-05-04 10:00+05:30', 'Products of norm E' || n,
    'E' || n, 1 + n % 6
FROM generate_series(1, 15) AS n;

INSERT INTO core_sionexportmodel (description, quantity, unit, norm_class_id)
SELECT 'Products of norm E' || n, 1, 'kg', n FROM generate_series(1, 15) AS n;

INSERT INTO core_sionimportmodel (serial_number, description, quantity, unit, condition, hsn_code_id, norm_class_id)
SELECT serial, 'Goods of heading ' || heading, serial * 0.25, 'kg', CASE WHEN serial = 4 THEN 'Up to 5 %' END,
    heading, norm
FROM generate_series(1, 15) AS norm, generate_series(1, 4) AS serial,
    LATERAL (SELECT 1 + (norm * 4 + serial) % 40 AS heading) AS of;

INSERT INTO core_itemheadmodel (
    created_on, modified_on, name, unit_rate, dict_key, is_restricted, restriction_norm_id, restriction_percentage
)
SELECT timestamptz '2023-07-01 10:00+05:30', timestamptz '2023-07-01 10:00+05:30', 'Group ' || n, n * 2.5,
    'group_' || n, n % 4 = 0, CASE WHEN n % 4 = 0 THEN n END, CASE WHEN n % 4 = 0 THEN 5 ELSE 0 END
FROM generate_series(1, 8) AS n;

INSERT INTO core_itemnamemodel (created_on, modified_on, name, unit_price, is_active, head_id, created_by_id)
SELECT timestamptz '2023-07-01 11:00+05:30', timestamptz '2024-02-01 11:00+05:30', 'Item ' || n, n * 0.125,
    n % 8 <> 0, 1 + n % 8, 1
FROM generate_series(1, 32) AS n;

INSERT INTO core_unitpricemodel (created_on, modified_on, name, unit_price, label)
SELECT timestamptz '2024-01-10 10:00+05:30', timestamptz '2024-01-10 10:00+05:30', 'Price ' || n, n * 1.5,
    'price_' || n
FROM generate_series(1, 10) AS n;

INSERT INTO core_transferlettermodel (created_on, modified_on, name, tl)
SELECT timestamptz '2023-06-01 10:00+05:30', timestamptz '2023-06-01 10:00+05:30', name,
    'transfer_letters/' || lower(name) || '.docx'
FROM (VALUES ('Plain'), ('Stamped'), ('Bilingual')) AS letter(name);
