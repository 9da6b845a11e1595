"""What leaves the program as a file: calendar, workbook, page, site, rosters."""
