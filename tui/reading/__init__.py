"""The page without a terminal."""
