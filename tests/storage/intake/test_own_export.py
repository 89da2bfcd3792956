from dataclasses import replace

import pytest

from storage.dossier import Dossier
from storage.errors import IntakeError
from storage.export.markdown import collection, document
from storage.export.merging import update
from storage.intake import read_bytes, read_folder
from storage.intake.exports import read_export
from storage.intake.own_export import exported_titles
from storage.models import Progress, State

PROSE = "The harbour was closed for a year while the engineers looked for the leak."
UID = "e20f6d60fef249e685f2e3ad2c3577b1"


@pytest.fixture
def dossiers():
    named = {UID: "The *port*: a study", UID[::-1]: "Kerbs"}
    return [
        Dossier(
            replace(read_bytes(PROSE.encode(), "x", title=title), uid=uid),
            State.UNREAD,
            Progress(),
        )
        for uid, title in named.items()
    ]


@pytest.mark.parametrize("full", [False, True])
def test_an_export_is_told_in_every_form_that_it_has(dossiers, full):
    one, two = dossiers
    assert exported_titles(document(one, full=full)) == ["The *port*: a study"]
    assert exported_titles(update("", [one], full=full)) == ["The *port*: a study"]
    assert exported_titles(update("", [one, two], full=full)) == ["The *port*: a study", "Kerbs"]
    among = update("# My own notes\n\nOf a year.\n", [two], full=full).replace("\n", "\r\n")
    assert exported_titles(among) == ["Kerbs"]


@pytest.mark.parametrize("full", [False, True])
def test_a_collection_is_told_by_add_and_by_import(dossiers, full):
    written = collection(dossiers, full=full).encode()
    for read in (read_bytes, read_export):
        with pytest.raises(IntakeError, match=r"all\.md is an export of 2 articles from manicule"):
            read(written, "all.md")
    with pytest.raises(IntakeError, match=r"an export of “The .port.: a study” from manicule"):
        read_export(collection(dossiers[:1], full=full).encode(), "one.md")


def test_an_export_is_left_alone_with_one_sentence(dossiers):
    with pytest.raises(IntakeError) as refused:
        read_bytes(update("", dossiers[:1]).encode(), "out.md")
    assert str(refused.value).startswith("out.md is an export of “The *port*: a study” from ")
    assert "manicule export --to json" in str(refused.value)


def test_a_folder_passes_over_an_export_and_names_it(dossiers, tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "out.md").write_text(update("", dossiers), "utf-8")
    (folder / "port.txt").write_text(PROSE, "utf-8")
    found = read_folder(folder)
    assert [article.text for article in found.articles] == [PROSE]
    (sentence,) = found.refused
    assert "out.md is an export of 2 articles from manicule" in sentence


@pytest.mark.parametrize(
    "text",
    [
        f"---\ntitle: T\nmanicule: a pointing hand\n---\n\n{PROSE}",
        f"# Marks\n\nIt writes `<!-- manicule:begin {UID} -->` above.\n\n{PROSE}",
        f"# Marks\n\n<!-- manicule:begin {UID} -->\n\n{PROSE}",
        f"A manicule: {UID}\n\n{PROSE}",
    ],
)
def test_what_only_speaks_of_manicule_is_an_article(text):
    assert exported_titles(text) == []
    assert PROSE in read_bytes(text.encode(), "x").text
