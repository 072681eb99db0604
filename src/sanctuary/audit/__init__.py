"""Audits of practice: tables of government acts, read, mapped and decided."""
