"""Generic form parts: editors by kind of value, and the labelled row they stand in."""
