"""Rosters: many persons at once, judged by columns with the very same rules."""
