"""reStructuredText: told by its signs, read without opening what it names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.intake import read_bytes
from storage.intake.detect import detect
from storage.models import Article, Block, BlockKind, StyleKind

ESSAY = """\
==============
The Salt Coast
==============

:Author: Ada Marsh
:Date: 2020-03-04
:Tags: sea, food
:Revision: 7

.. A remark of the author's.

Salt was *never* free, they said in the **abbey** [1]_, and ``NaCl`` is
its name; see `the pans <https://example.org/pans>`_ and |more|.

.. |more| replace:: what :ref:`the chapter on pans <pans>` says
.. [1] The abbey *burned* later.

The pans
--------

.. note:: They are flooded.

.. versionadded:: 2.0
   A wall against the *sea*.

.. sidenote-of-nobody:: Of the wall
   :class: wide

   It fell. It was built again.

1. Dig.

   - deep enough

2. Wait.

salt
   What is left.

-f FILE  Take it from there.

They said so:

    We boil the sea.

    -- Ada

.. code-block:: python

   x = 1

.. figure:: pans.png
   :alt: Pans in the sun

   The pans in 1900

====  =====
Year  Price
====  =====
1900  3
====  =====

----

.. toctree::

   other
"""


def read(text: str) -> Article:
    return read_bytes(text.encode(), "essay.txt")


def of(article: Article, kind: BlockKind) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if b.kind is kind]


def test_title_author_date_and_tags_are_taken_from_above_the_text() -> None:
    article = read(ESSAY)
    assert (article.format, article.title, article.byline) == ("rst", "The Salt Coast", "Ada Marsh")
    assert (article.published, article.tags, article.raw) == ("2020-03-04", ("sea", "food"), ESSAY)


def test_every_kind_of_block_is_kept() -> None:
    article = read(ESSAY)
    shown = [
        (b.kind.value, b.level, b.marker, article.text[b.start : b.end]) for b in article.blocks
    ]
    assert shown == [
        (
            "paragraph",
            0,
            "",
            "Salt was never free, they said in the abbey [^1], and NaCl is its name; see the pans "
            "and what the chapter on pans says.",
        ),
        ("paragraph", 0, "", "[^1]: The abbey burned later."),
        ("heading", 2, "", "The pans"),
        ("paragraph", 0, "", "Note"),
        ("paragraph", 0, "", "They are flooded."),
        ("paragraph", 0, "", "New in 2.0"),
        ("paragraph", 0, "", "A wall against the sea."),
        ("paragraph", 0, "", "Of the wall"),
        ("paragraph", 0, "", "It fell. It was built again."),
        ("item", 0, "1.", "Dig."),
        ("item", 1, "•", "deep enough"),
        ("item", 0, "2.", "Wait."),
        ("item", 0, "", "salt"),
        ("item", 0, "", "What is left."),
        ("item", 0, "", "-f FILE"),
        ("item", 0, "", "Take it from there."),
        ("paragraph", 0, "", "They said so:"),
        ("quote", 0, "", "We boil the sea."),
        ("quote", 0, "", "— Ada"),
        ("code", 0, "", "x = 1"),
        ("caption", 0, "", "Pans in the sun"),
        ("caption", 0, "", "The pans in 1900"),
        ("table", 0, "", "Year\tPrice\n1900\t3"),
    ]


def test_styles_and_links_stand_on_their_words() -> None:
    article = read(ESSAY)
    styled = {(s.kind, article.text[s.start : s.end], s.href) for s in article.styles}
    assert {
        (StyleKind.EMPHASIS, "never", ""),
        (StyleKind.STRONG, "abbey", ""),
        (StyleKind.CODE, "NaCl", ""),
        (StyleKind.EMPHASIS, "burned", ""),
        (StyleKind.EMPHASIS, "sea", ""),
        (StyleKind.LINK, "the pans", "https://example.org/pans"),
    } <= styled


def test_what_is_dropped_is_listed_with_its_kind() -> None:
    dropped = [(d.kind, d.text) for d in read(ESSAY).dropped]
    assert dropped == [
        ("headline", "The Salt Coast"),
        ("field", "author: Ada Marsh"),
        ("field", "date: 2020-03-04"),
        ("field", "Tags: sea, food"),
        ("field", "revision: 7"),
        ("comment", "A remark of the author's."),
        ("directive", ".. toctree::\n\n   other"),
    ]


@pytest.mark.parametrize(
    "directive",
    [
        ".. include:: {0}",
        ".. literalinclude:: {0}",
        ".. raw:: html\n   :file: {0}",
        ".. raw:: html\n   :url: file://{0}",
        ".. csv-table:: T\n   :file: {0}",
        ".. csv-table:: T\n   :url: file://{0}",
        ".. |x| include:: {0}",
        ".. include:: {0}\n   :literal:",
        ".. code:: text\n   :file: {0}",
    ],
)
def test_no_file_that_a_text_names_is_opened(tmp_path: Path, directive: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    article = read(f"The words.\n\n{directive.format(secret)}\n\n.. note:: More |x| words.\n")
    assert "SECRET" not in article.text
    assert article.text.startswith("The words.")
    assert article.text.endswith("words.")


def test_links_that_lead_nowhere_safe_are_words() -> None:
    article = read(
        "`Run <javascript:alert(1)>`_ it, `read <file:///etc/passwd>`__ it.\n\n.. _x: y\n"
    )
    assert article.text == "Run it, read it."
    assert not article.styles


def test_a_table_that_is_spoilt_keeps_its_words() -> None:
    article = read(
        "Words.\n\n.. note:: N\n\n=====  =====\nYear   Price of salt\nab\n=====\n\nEnd.\n"
    )
    assert "Price of salt" in article.text


@pytest.mark.parametrize(
    "text",
    [
        "|a0|\n\n"
        + "".join(f".. |a{i}| replace:: " + f"|a{i + 1}| " * 9 + "\n" for i in range(12))
        + ".. |a12| replace:: lol\n",
        ".. note:: x\n\n" + "".join(f"{' ' * i}x\n\n" for i in range(600)),
        ".. note:: x\n\n" + "`a " * 4000 + "\n\n``b``\n",
        ".. note:: x\n\n" + "=== " * 60 + "\n" + "a   " * 60 + "\n" + "=== " * 60 + "\n",
    ],
    ids=["grows", "deep", "broken", "wide"],
)
def test_a_text_made_to_do_harm_is_read_as_plain_text(text: str) -> None:
    assert detect(text) in ("rst", "plain")
    from storage.intake.rst import read_rst

    assert read_rst(text, "essay.txt").format == "plain"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("A title\n=======\n\nProse *with* `code`.\n", "markdown"),
        ("# T\n\n```\n.. note:: x\n\n:ref:`y`\n```\n", "markdown"),
        ("He said .. and then:: nothing.\n\nMore prose follows here.\n", "plain"),
        ("Title\n~~~~~\n\nSee `x <https://example.org>`_.\n", "rst"),
        (".. note:: x\n\nSee :ref:`y`.\n", "rst"),
    ],
)
def test_only_its_own_signs_tell_it(text: str, form: str) -> None:
    assert detect(text) == form


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "*b*",
                "|c|",
                "`d",
                "``",
                ":e:`f`",
                ".. g::",
                ".. |h| i::",
                "   j",
                "===",
                "\n",
                "\n\n",
                "1. ",
                "- ",
                "| ",
                ".. [1] k",
                "[1]_",
                ":l: m",
                "__",
                "-- ",
                "+--+",
                "::",
            ]
        ),
        max_size=30,
    )
)
def test_offsets_hold_whatever_the_text(parts: list[str]) -> None:
    from storage.intake.rst import read_rst

    article = read_rst("Words.\n\nMore of them. " + "".join(parts), "x")
    spans: list[Block] = list(article.blocks)
    assert article.text == "\n\n".join(article.text[b.start : b.end] for b in spans)
    assert all(0 <= s.start < s.end <= len(article.text) for s in article.styles)
