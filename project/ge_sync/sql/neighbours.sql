-- Which of these licences debit the same bill of entry, here already or by the documents that came.
WITH debits AS (
    SELECT license.license_number, debit.bill_of_entry_id AS bill
    FROM bill_of_entry_rowdetails AS debit
    JOIN license_licenseimportitemsmodel AS item ON item.id = debit.sr_number_id
    JOIN license_licensedetailsmodel AS license ON license.id = item.license_id
    WHERE license.license_number = ANY(%(license_numbers)s) AND debit.bill_of_entry_id IS NOT NULL
    UNION
    SELECT said.license_number, bill.id
    FROM unnest(%(said_by)s::text[], %(bills)s::text[], %(days)s::date[]) AS said (license_number, bill, day)
    JOIN bill_of_entry_billofentrymodel AS bill
        ON bill.bill_of_entry_number = said.bill AND bill.bill_of_entry_date IS NOT DISTINCT FROM said.day
)
SELECT array_agg(license_number ORDER BY license_number)
FROM debits
GROUP BY bill
HAVING count(*) > 1
