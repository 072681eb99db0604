"""What laws demand of the record: due items, reports with their figures and suppression, notices."""
