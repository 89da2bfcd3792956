"""What draws nouns and posts messages."""
