-- Bills of entry with one of these numbers, the oldest of several with the same date last.
SELECT id, bill_of_entry_number, bill_of_entry_date
FROM bill_of_entry_billofentrymodel
WHERE bill_of_entry_number = ANY(%(numbers)s)
ORDER BY id DESC
