"""Configuration that goes down: what a county sends of its calendar, limits, lights, codes and directory."""
