"""A dossier to fill in: the template, the interview."""
