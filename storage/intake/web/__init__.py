"""A page of the web to an Article, with every address checked before it is called."""

from storage.intake.web.read import is_address, read_page, read_url

__all__ = ["is_address", "read_page", "read_url"]
