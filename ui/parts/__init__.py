"""Small widgets that every page uses: chips, lights, bands, timelines, empty states."""
