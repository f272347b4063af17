"""Ledgers that other programs and people made: read as a patient colleague would, and filled in their own layout."""
