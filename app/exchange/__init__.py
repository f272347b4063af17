"""The workbook as wire: written, read, compared, merged."""
