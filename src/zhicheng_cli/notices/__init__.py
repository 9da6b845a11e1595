"""Official notices, read as they are printed: what a clerk would copy into the data by hand."""
