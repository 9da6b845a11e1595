"""May this person apply: dossiers, the rules with their law, and the judgement."""
