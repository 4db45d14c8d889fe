"""The command line: running commands, and the options, messages and exit codes that they share."""
