"""The page on which a person looks through what was read of a notice."""
