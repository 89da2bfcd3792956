"""An article's whole life off the screen."""

__version__ = "0.1.0"
