REINDEX INDEX booking_no_overlap;
