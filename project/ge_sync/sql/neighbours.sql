-- Which of these licences debit the same bill of entry.
SELECT array_agg(DISTINCT license.license_number)
FROM bill_of_entry_rowdetails AS debit
JOIN license_licenseimportitemsmodel AS item ON item.id = debit.sr_number_id
JOIN license_licensedetailsmodel AS license ON license.id = item.license_id
WHERE license.license_number = ANY(%(license_numbers)s) AND debit.bill_of_entry_id IS NOT NULL
GROUP BY debit.bill_of_entry_id
HAVING count(DISTINCT license.id) > 1
