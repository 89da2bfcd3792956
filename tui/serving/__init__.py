"""The screens in a browser: a door with a token, a process of the program for every page."""

DRIVER = "tui.serving.driver:PageDriver"
"""What TEXTUAL_DRIVER holds in a process that serves a page."""
