"""The interview: what is asked of a person, in which order, and what is written of the answers."""
