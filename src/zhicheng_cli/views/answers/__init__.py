"""The answers of the commands, one file each: document, table, screen."""
