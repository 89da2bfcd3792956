"""TinyDB made fit for a person's notes."""
