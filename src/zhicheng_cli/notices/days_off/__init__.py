"""The State Council's notices on days off → entries of the working-day calendar."""
