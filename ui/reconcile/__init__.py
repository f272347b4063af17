"""对账 in the window: both lists side by side, unit by unit."""
