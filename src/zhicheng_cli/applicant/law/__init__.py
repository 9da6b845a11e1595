"""What the law says: figures by date, standards, facts, verdicts and citations."""
