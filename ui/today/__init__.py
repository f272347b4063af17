"""今日: what wants attention on this day."""
