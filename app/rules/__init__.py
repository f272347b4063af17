"""Pure functions over facts: calendar, deadlines, status, stage, numbering, jurisdiction."""
