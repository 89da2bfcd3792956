from __future__ import annotations

import os
import time
from pathlib import Path
from uuid import RFC_4122, UUID

import pytest

from storage.identity import canonical_url, digest, new_uid, now
from storage.paths import default_library


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?id=1",
        " http://EXAMPLE.org:80/a/?id=1&utm_campaign=x#part ",
        "https://example.org./a?id=1&fbclid=y",
    ],
)
def test_addresses_of_one_page_are_one(url: str) -> None:
    assert canonical_url(url) == "//example.org/a?id=1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/?p=1", "https://example.org/?p=2"),
        ("https://example.org/#!/one", "https://example.org/#!/two"),
        ("https://example.org:8443/", "https://example.org/"),
    ],
)
def test_addresses_of_two_pages_are_two(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize("url", ["https://[broken", "https://a:port/", "mailto:me@example.org"])
def test_an_address_that_is_no_web_page_is_only_itself(url: str) -> None:
    assert canonical_url(url) == url


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_no_address_is_like_no_other(nothing: str | None) -> None:
    assert canonical_url(nothing) == ""


def test_white_space_does_not_make_another_text() -> None:
    assert digest("one two\n\nthree ") == digest("one  two three")
    assert digest("one two") != digest("onetwo")
    assert digest(" \n") == ""


def test_a_mark_is_a_random_uuid_that_never_comes_again() -> None:
    made = [new_uid() for _ in range(1_000)]
    for uid in made:
        read = UUID(uid)
        assert (read.hex, read.version, read.variant) == (uid, 4, RFC_4122)
    assert len(set(made)) == len(made)


def test_a_moment_is_written_to_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([1.0, 1.9, 2.0, 951_782_400.5])
    monkeypatch.setattr(time, "time", lambda: next(moments))
    assert [now() for _ in range(4)] == [
        "1970-01-01T00:00:01Z",
        "1970-01-01T00:00:01Z",
        "1970-01-01T00:00:02Z",
        "2000-02-29T00:00:00Z",
    ]


def test_the_library_lives_in_the_data_folder() -> None:
    path = default_library()
    assert path.name == "library.json"
    assert path.parent.name == "manicule"
    assert Path(os.environ["HOME"]) in path.parents


def test_the_environment_names_another_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANICULE_LIBRARY", "~/mine.json")
    assert default_library() == Path.home() / "mine.json"
