"""A later notice (延期, 更正, 暂缓 …) → the entries of a plan's `changes`."""
