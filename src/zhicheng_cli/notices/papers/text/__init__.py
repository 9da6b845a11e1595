"""Plain text: pasted pages, delimited fields, Markdown."""
