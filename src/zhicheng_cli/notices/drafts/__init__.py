"""What was read of a notice → the draft of a plan, and its approval."""
