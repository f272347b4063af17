"""首次: the screens before an office is open."""
