"""Answers as people and programs see them: table, TSV, CSV, Markdown, JSON."""
