"""The Qt window. It knows no database and no spreadsheet library."""
