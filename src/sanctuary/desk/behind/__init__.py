"""Behind the counter: agencies, roles, the limit on tries at signing in, and the pages of the record."""
