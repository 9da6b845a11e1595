"""What several rules share: circumstances, ways to a title, hours, facts drawn from facts."""
