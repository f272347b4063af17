"""The papers of a case: what stands in each comes from a template, how it looks from a layout."""
