"""The JSON that scripts read, from the nouns alone."""

from __future__ import annotations

import json
from collections.abc import Callable

from storage.export import Dossier, record
from storage.export.record import entry_record
from storage.library import Library
from storage.models import Article, Claim, Kind, Progress, Source, State

Build = Callable[..., Article]


def test_a_republished_article_says_where_it_first_appeared(article: Build) -> None:
    made = article("Kerbs", source=Source("The Post", "2025-12-31"), url="https://metre.example/k")
    shown = record(Dossier(made, State.FINISHED, Progress(fraction=1.0)))
    assert json.dumps(shown["source"]) == '{"publication": "The Post", "published": "2025-12-31"}'
    assert (shown["url"], shown["state"], shown["progress"]) == (made.url, "finished", 1.0)


def test_what_is_not_known_is_null(article: Build) -> None:
    shown = record(Dossier(article("Kerbs"), State.UNREAD, Progress()))
    for key in ("url", "byline", "site", "published", "source", "language"):
        assert shown[key] is None


def test_claims_are_in_reading_order_at_the_density_asked_for(article: Build) -> None:
    claims = (
        Claim(10, 15, "is wh", Kind.FACT, 0.9, ("number",), density=1),
        Claim(0, 2, "On", Kind.POLICY, 0.5, ("should",), density=3),
        Claim(3, 5, "Ma", Kind.VALUE, 0.1, density=5),
    )
    dossier = Dossier(article(), State.UNREAD, Progress(), claims)
    assert [claim["start"] for claim in record(dossier)["claims"]] == [0, 10]
    assert [claim["start"] for claim in record(dossier, 1)["claims"]] == [10]
    assert [claim["start"] for claim in record(dossier, 5)["claims"]] == [0, 3, 10]
    assert record(dossier)["claims"][0] == {
        "start": 0,
        "end": 2,
        "text": "On",
        "kind": "policy",
        "score": 0.5,
        "cues": ["should"],
    }


def test_a_row_agrees_with_its_article(library: Library, article: Build) -> None:
    library.add(article("Kerbs", site="Metre", tags=("oslo",)))
    (entry,) = library.entries()
    row = entry_record(entry)
    assert (row["title"], row["site"], row["tags"]) == ("Kerbs", "Metre", ["oslo"])
    assert (row["claims"], row["minutes"], row["trashed"]) == (entry.claims, 1, None)
    assert json.loads(json.dumps(row)) == row
