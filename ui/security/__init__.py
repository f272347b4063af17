"""口令和锁: passwords, the recovery sheet, the locked window."""
