"""Work that is never lost and never done twice: PostgreSQL rows are the truth, messages only a doorbell."""
