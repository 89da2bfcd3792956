"""What each command does, and how it prints: the command line without its wiring."""
