"""Questions to the store: queries, saved views, counts, statistics."""
