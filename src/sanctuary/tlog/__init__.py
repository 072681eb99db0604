"""A transparency log in C2SP formats: what is signed, proved, laid out, cosigned and verified. It knows nothing of what an entry says."""
