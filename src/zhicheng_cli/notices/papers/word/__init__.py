"""Word files as they are displayed."""
