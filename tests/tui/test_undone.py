from __future__ import annotations

import re
from pathlib import Path

import pytest

import storage
from tui.undone import sentence


@pytest.mark.parametrize(
    ("what", "undone", "redone"),
    [
        ("note", "the note is gone", "the note is back"),
        ("highlight", "the highlight is gone", "the highlight is back"),
        ("removing a note", "the note is back", "the note is gone again"),
        (
            "removing a highlight with its note",
            "the highlight with its note is back",
            "the highlight with its note is gone again",
        ),
        ("removing bookmark a", "bookmark a is back", "bookmark a is gone again"),
        ("restoring a note", "the note is in the trash again", "the note is back"),
        ("dismissing a claim", "the claim is back", "the claim is dismissed again"),
        ("changing the ink to red", "the highlight has its old ink", "the highlight is red again"),
        ("bookmark a", "bookmark a is gone", "bookmark a is back"),
        ("adding “Ice”", "“Ice” is gone from the library", "“Ice” is back in the library"),
        ("removing “Ice”", "“Ice” is back in the library", "“Ice” is in the trash again"),
        (
            "removing 3 articles",
            "3 articles are back in the library",
            "3 articles are in the trash again",
        ),
        ("restoring “Ice” with a new text", "“Ice” is in the trash again, with its old text",
         "“Ice” is back in the library, with its new text"),
        ("tags of “Ice”", "“Ice” has the old tags", "“Ice” has the new tags again"),
        ("re-attaching a bookmark", "the bookmark is an orphan again",
         "the bookmark stands in the text again"),
        ("removing “a “b””", "“a “b”” is back in the library", "“a “b”” is in the trash again"),
    ],
)  # fmt: skip
def test_a_person_is_told_what_came_back_or_went(what, undone, redone):
    assert sentence(what) == undone
    assert sentence(what, again=True) == redone


def names() -> set[str]:
    """Collect from the sources how changes are called, with something in place of what varies."""
    root = Path(storage.__file__).parent
    text = "\n".join(path.read_text("utf-8") for path in root.rglob("*.py"))
    library = (root.parent / "tui/screens/library.py").read_text("utf-8")
    found = set(re.findall(r'\.what = f?"([^"]+)"', text))
    found |= set(re.findall(r'grouped\(f?"([^"]+)"', text))
    about = "".join(re.findall(r'_about\(("[^,]+),', text))
    found |= {f"{name} “T”" for name in re.findall(r'"([^"]+)"', about)}
    found |= set(re.findall(r'return f?"((?:removing|changing|tags of) [^"]+)"', text))
    found |= set(re.findall(r'Answer\.\w+: "([^"]+ a highlight)"', text))
    found |= {f"{what} 2 articles" for what in ("archiving", "restoring", "removing", "tags of")}
    assert '"{what} {len(chosen)} articles"' in library
    varying = {
        "what": "note", "label": "a", "changed.ink": "red",
        "{'note' if known.note else 'highlight'}": "note",
        "{'note' if found.note else 'highlight'}": "note",
    }  # fmt: skip
    made = set()
    for name in found:
        for field in re.findall(r"\{[^}]*\}", name):
            known = varying.get(field.strip("{}"), varying.get(field))
            if known is None:
                known = "note" if "kind" in field else "12" if ":," in field else "x"
            name = name.replace(field, known)
        made.add(name)
    return made


def test_every_change_of_the_store_has_its_sentences():
    every = names()
    assert len(every) > 25
    every.discard("emptying the trash")  # which is never undone
    assert [name for name in sorted(every) if sentence(name).startswith("undone")] == []
