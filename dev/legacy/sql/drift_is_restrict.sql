-- license.0006_restricted_items renamed is_restrict to is_restricted. A spreadsheet went on writing the old name, so
-- somebody gave it a column of its own, and what it wrote since is only there.

ALTER TABLE license_licenseimportitemsmodel ADD COLUMN is_restrict boolean;
UPDATE license_licenseimportitemsmodel SET is_restrict = (serial_number = 3) WHERE id % 5 = 0;
