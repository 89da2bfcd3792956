"""Org: told by its signs, its prose read and the rest listed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.intake import read_bytes
from storage.intake.detect import detect
from storage.intake.org import read_org
from storage.models import StyleKind

ESSAY = """\
#+TITLE: The Salt Coast
#+AUTHOR: Ada Marsh
#+DATE: <2020-03-04 Wed>
#+FILETAGS: :sea:food:
:PROPERTIES:
:ID: 7
:END:
Salt was /never/ free, they said in the *abbey*[fn:1], and =NaCl= is 2*3*4;
see [[https://example.org/pans][the *pans*]] and https://example.org/sea.

* TODO [#A] The pans :work:
SCHEDULED: <2020-01-01 Wed>
- dig
  deep

  - enough
- [X] wait
- salt :: what is left
1) one

# remember the price
#+BEGIN_QUOTE
We boil
the sea.

#+END_QUOTE
#+begin_src python
  x = 1
  ,* y
#+end_src
: as it stands
#+CAPTION: Prices
| Year | *Price* |
|------+---------|
| 1900 | 3       |
-----
** COMMENT Not yet
Nothing of this.
*** Nor this
** The sea
#+begin_verse
It comes
and goes
#+end_verse
#+begin_export html
<b>no</b>
#+end_export
See [[*The pans][above]].
[fn:1] It burned
later.
"""


def test_what_it_says_of_itself_is_taken() -> None:
    article = read_bytes(ESSAY.encode(), "essay.md")
    assert (article.format, article.title, article.byline) == ("org", "The Salt Coast", "Ada Marsh")
    assert (article.published, article.tags, article.raw) == ("2020-03-04", ("sea", "food"), ESSAY)


def test_every_kind_of_block_is_kept() -> None:
    article = read_org(ESSAY, "x")
    shown = [
        (b.kind.value, b.level, b.marker, article.text[b.start : b.end]) for b in article.blocks
    ]
    assert shown == [
        (
            "paragraph",
            0,
            "",
            "Salt was never free, they said in the abbey[^1], and NaCl is 2*3*4; "
            "see the pans and https://example.org/sea.",
        ),
        ("heading", 2, "", "The pans"),
        ("item", 0, "•", "dig deep"),
        ("item", 1, "•", "enough"),
        ("item", 0, "•", "☑ wait"),
        ("item", 0, "•", "salt: what is left"),
        ("item", 0, "1)", "one"),
        ("quote", 0, "", "We boil the sea."),
        ("code", 0, "", "x = 1\n* y"),
        ("code", 0, "", "as it stands"),
        ("caption", 0, "", "Prices"),
        ("table", 0, "", "Year\tPrice\n1900\t3"),
        ("rule", 0, "", ""),
        ("heading", 3, "", "The sea"),
        ("quote", 0, "", "It comes"),
        ("quote", 0, "", "and goes"),
        ("paragraph", 0, "", "See above."),
        ("paragraph", 0, "", "[^1]: It burned later."),
    ]


def test_styles_and_links_stand_on_their_words() -> None:
    article = read_org(ESSAY, "x")
    assert [(s.kind, article.text[s.start : s.end], s.href) for s in article.styles] == [
        (StyleKind.EMPHASIS, "never", ""),
        (StyleKind.STRONG, "abbey", ""),
        (StyleKind.CODE, "NaCl", ""),
        (StyleKind.LINK, "the pans", "https://example.org/pans"),
        (StyleKind.STRONG, "pans", ""),
        (StyleKind.LINK, "https://example.org/sea", "https://example.org/sea"),
        (StyleKind.STRONG, "salt", ""),
        (StyleKind.LINK, "above", "#the-pans"),
    ]


def test_what_is_dropped_is_listed_with_its_line() -> None:
    dropped = [(d.kind, d.line, d.text.split("\n")[0]) for d in read_org(ESSAY, "x").dropped]
    assert dropped == [
        ("keyword", 1, "#+TITLE: The Salt Coast"),
        ("keyword", 2, "#+AUTHOR: Ada Marsh"),
        ("keyword", 3, "#+DATE: <2020-03-04 Wed>"),
        ("keyword", 4, "#+FILETAGS: :sea:food:"),
        ("drawer", 5, ":PROPERTIES:"),
        ("task", 11, "TODO [#A] :work:"),
        ("planning", 12, "SCHEDULED: <2020-01-01 Wed>"),
        ("comment", 21, "# remember the price"),
        ("comment", 37, "** COMMENT Not yet"),
        ("export", 45, "#+begin_export html"),
    ]


def test_links_that_lead_nowhere_safe_are_words_and_no_file_is_opened() -> None:
    article = read_org(
        "[[javascript:alert(1)][Run]] it, [[file:/etc/passwd][read]] it.\n"
        '#+INCLUDE: "/etc/passwd"\n',
        "x",
    )
    assert (article.text, article.styles) == ("Run it, read it.", ())


def test_a_block_that_never_ends_hides_nothing() -> None:
    article = read_org("#+begin_src c\nint x;\n\n#+begin_quote\nSaid.\n:NOTES:\nKept.\n", "x")
    assert all(word in article.text for word in ("int x;", "Said.", "Kept."))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("#+TITLE: A\n\n* First\n\nProse.\n", "org"),
        ("* First\n:PROPERTIES:\n:ID: 1\n:END:\nProse.\n", "org"),
        ("# T\n\n```\n#+TITLE: A\n* First\n```\n", "markdown"),
        ("* one\n* two\n\nProse that goes on for a while.\n", "plain"),
    ],
)
def test_only_its_own_signs_tell_it(text: str, form: str) -> None:
    assert detect(text) == form


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "*b*",
                "/c",
                "[[d",
                "][e]]",
                "[fn:1]",
                "[fn::f]",
                "* ",
                "** COMMENT ",
                "- ",
                "  ",
                "\n",
                "\n\n",
                "#+begin_quote",
                "#+end_quote",
                ":END:",
                ":x:",
                "| y |",
                "#+title: z",
                "\n1. ",
                "https://w.org",
                "=v=",
                "# u",
                "-----",
                "\n: t",
                "\\\\",
                "s :: r",
                "CLOSED: [",
            ]
        ),
        max_size=40,
    )
)
def test_offsets_hold_whatever_the_text(parts: list[str]) -> None:
    article = read_org("Words. " + "".join(parts), "x")
    assert article.text == "\n\n".join(article.text[b.start : b.end] for b in article.blocks)
    assert all(0 <= s.start < s.end <= len(article.text) for s in article.styles)
