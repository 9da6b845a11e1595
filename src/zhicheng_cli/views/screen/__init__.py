"""Tables, TSV, CSV, Markdown, the terminal, the output."""
