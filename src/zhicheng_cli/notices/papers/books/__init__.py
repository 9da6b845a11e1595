"""Workbooks as they are displayed."""
