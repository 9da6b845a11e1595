"""What was told to whom, and what the server answered."""
