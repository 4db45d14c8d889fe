"""The command line: one file per command, each of them arguments, one call and an exit code."""
