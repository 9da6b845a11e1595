"""The plan of a notice: committees, periods, deadlines, contacts."""
