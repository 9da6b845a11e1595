"""Who is reminded of what, by whom and how: read, checked, resolved."""
