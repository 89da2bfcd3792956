"""The site on this machine that the tests of the web read from."""

from collections.abc import Iterator

import pytest

from benchmarks.site import Site, served


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site
