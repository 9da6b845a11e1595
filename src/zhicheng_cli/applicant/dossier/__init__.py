"""One person: what a dossier tells."""
