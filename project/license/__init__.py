"""Import licences, their items, transfers, purchases and invoices."""
