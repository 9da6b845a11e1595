"""What a schema cannot say of a dossier: by itself, against the plan, against the rules."""
