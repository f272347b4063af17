"""备份与恢复: when backups are made, the list of them, putting one back, moving, and the window for damaged data."""
