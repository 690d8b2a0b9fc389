-- Where a sequence stands; its name comes quoted from the catalog.
SELECT last_value, is_called FROM {sequence}
