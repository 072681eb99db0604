"""The three readings of a rule: decide one situation, prove every situation."""
