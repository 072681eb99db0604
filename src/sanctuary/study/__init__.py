"""Questions asked of law: check, decide, assess, compare."""
