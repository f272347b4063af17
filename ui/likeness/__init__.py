"""Matters that may be the same: asked on a thread, shown side by side, judged by a person."""
