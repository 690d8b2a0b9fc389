-- Three columns that applied migrations made nullable. Somebody forbade NULL by hand, when an import had brought rows
-- without a name, and wrote no migration.

ALTER TABLE core_companymodel ALTER COLUMN name SET NOT NULL;
ALTER TABLE license_licensedetailsmodel ALTER COLUMN file_number SET NOT NULL;
ALTER TABLE license_licenseimportitemsmodel ALTER COLUMN description SET NOT NULL;
