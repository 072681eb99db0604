"""What the desk hands to the record's writer: sealed letters in the database, and the writer that enters them."""
