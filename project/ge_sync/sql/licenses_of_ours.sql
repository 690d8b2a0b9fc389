-- How many of these licences we have.
SELECT count(*)
FROM license_licensedetailsmodel
WHERE license_number = ANY(%(license_numbers)s)
