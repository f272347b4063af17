"""The open store: the only package that writes."""
