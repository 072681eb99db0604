"""The readings of a rule: decide one situation, decide a table of them, prove every situation."""
