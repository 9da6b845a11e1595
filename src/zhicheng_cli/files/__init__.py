"""Plain files: YAML with positions, schema checking, findings, bundled data."""
