"""What every command shares: the shell, help, usage errors, options, the session."""
