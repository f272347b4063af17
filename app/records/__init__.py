"""What an office keeps: the one place where a ledger column is declared."""
