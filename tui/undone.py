"""What a person is told when a change was taken back or made again: what is so now. Pure."""

from __future__ import annotations

import re

_ARTICLES = r"(“.*”|[\d,]+ articles?)"
_OWN = r"(note|highlight(?: with its note)?|bookmark(?: .+)?)"
_SENTENCES = (
    (r"change", "the change is taken back", "the change is made again"),
    (r"note", "the note is gone", "the note is back"),
    (r"highlight", "the highlight is gone", "the highlight is back"),
    (r"(bookmark .+)", "{0} is gone", "{0} is back"),
    (r"moving (bookmark .+)", "{0} is back at its old place", "{0} has moved again"),
    (r"removing (?:an? )?" + _OWN, "{own} is back", "{own} is gone again"),
    (r"restoring (?:an? )?" + _OWN, "{own} is in the trash again", "{own} is back"),
    (r"changing a note", "the note reads as before", "the note is changed again"),
    (r"changing the ink to (\w+)", "the highlight has its old ink", "the highlight is {0} again"),
    (
        r"changing a highlight's length",
        "the highlight is as long as before",
        "the highlight has its new length again",
    ),
    (
        r"tags of a (note|highlight)",
        "the {0} has its old tags",
        "the {0} has its new tags again",
    ),
    (r"tags of " + _ARTICLES, "{0} {has} the old tags", "{0} {has} the new tags again"),
    (r"dismissing a claim", "the claim is back", "the claim is dismissed again"),
    (r"keeping a claim", "the claim is no longer kept", "the claim is kept again"),
    (r"bringing back a dismissed claim", "the claim is dismissed again", "the claim is back"),
    (
        r"forgetting what decisions taught",
        "what your decisions taught counts again",
        "what your decisions taught is forgotten again",
    ),
    (r"finding claims anew", "the claims are those from before", "the claims are the new ones"),
    (
        r"adding what came in (“.*”)",
        "what came in {0} is gone from the library",
        "what came in {0} is back in the library",
    ),
    (
        r"(?:adding|importing) " + _ARTICLES,
        "{0} {is} gone from the library",
        "{0} {is} back in the library",
    ),
    (
        r"importing ([\d,]+ rows?)",
        "the {0} of the import are gone from the library",
        "the {0} of the import are back in the library",
    ),
    (r"merging (.+)", "what came from {0} is gone", "what came from {0} is back"),
    (
        r"re-attaching a " + _OWN,
        "{own} is an orphan again",
        "{own} stands in the text again",
    ),
    (
        r"keeping a " + _OWN + " as an orphan",
        "a place for {own} is looked for again",
        "{own} is kept as an orphan again",
    ),
    (
        r"looking for a place",
        "it is kept as an orphan again",
        "a place for it is looked for again",
    ),
    (r"new text of (“.*”)", "{0} has its old text again", "{0} has its new text again"),
    (
        r"(?:keeping|putting off|retiring) a highlight",
        "the highlight is to be reviewed again",
        "the highlight is reviewed again",
    ),
    (
        r"description of (“.*”)",
        "{0} has its old title and author",
        "{0} has its new title and author again",
    ),
    (r"archiving " + _ARTICLES, "{0} {is} back in the list", "{0} {is} archived again"),
    (
        r"bringing back " + _ARTICLES,
        "{0} {is} archived again",
        "{0} {is} back in the list",
    ),
    (
        r"removing " + _ARTICLES,
        "{0} {is} back in the library",
        "{0} {is} in the trash again",
    ),
    (
        r"restoring (“.*”) with a new text",
        "{0} is in the trash again, with its old text",
        "{0} is back in the library, with its new text",
    ),
    (
        r"restoring " + _ARTICLES,
        "{0} {is} in the trash again",
        "{0} {is} back in the library",
    ),
    (
        r"putting (“.*”) back as new",
        "{0} is as you had left it",
        "{0} is as new again",
    ),
)
"""How a change is called, and what is so once it was taken back, and once it was made again."""


def sentence(what: str, again: bool = False) -> str:
    """Say what is so once a change of that name was taken back, or made again; no full stop."""
    for pattern, undone, redone in _SENTENCES:
        found = re.fullmatch(pattern, what, re.DOTALL)
        if found is None:
            continue
        about = found[1] if found.re.groups else ""
        many = about.endswith("articles")
        own = about if about.startswith("bookmark ") else f"the {about}"
        template = redone if again else undone
        return template.format(
            about, own=own, **{"is": "are" if many else "is", "has": "have" if many else "has"}
        )
    return f"{'done again' if again else 'undone'}: {what}"
