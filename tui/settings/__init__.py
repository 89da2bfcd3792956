"""What a person may settle: read from one TOML file, checked, never fatal."""
