"""Numbered, frozen steps from one stored shape to the next."""
