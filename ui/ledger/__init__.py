"""The 台账 page: the table that a clerk works in."""
