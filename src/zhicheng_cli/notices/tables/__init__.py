"""Grids of a paper → rows by the meaning of their columns."""
