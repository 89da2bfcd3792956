"""The same export as services, their versions, languages and spreadsheets write it."""

import json

import pytest

from storage.errors import IntakeError
from storage.intake import read_bytes
from storage.intake.exports import read_export
from storage.models import Ink

PAGE = "https://a.example/"


def read(content):
    text = content if isinstance(content, str) else json.dumps(content)
    found = read_export(text.encode(), "export")
    assert found.refused == []
    return found


def only(content):
    (item,) = read(content).items
    return item


@pytest.mark.parametrize(
    "text",
    [
        f"\ufefftitle,url,time_added,tags,status\r\nT,{PAGE},1588500000,a|b,archive\r\n",
        f"url,status,tags,title,time_added,cursor\n{PAGE},archive,a|b,T,1588500000,7\n",
        f"title;url;time_added;tags;status\nT;{PAGE};1588500000;a|b;archive\n",
        f"title\turl\ttime_added\ttags\tstatus\nT\t{PAGE}\t1588500000\ta|b\tArchive\n",
        f'title,url,time_added,tags,status\nT,{PAGE},2020-05-03T12:00:00+02:00,"a,b",archive\n',
    ],
    ids=["mark and line ends", "other order", "semicolons", "tabs", "commas and a zone"],
)
def test_a_table_is_read_however_a_program_wrote_it(text):
    item = only(text)
    assert (item.url, item.title, item.tags, item.archived) == (PAGE, "T", ("a", "b"), True)
    assert item.saved == "2020-05-03T10:00:00Z"


def test_a_table_without_a_column_is_read_without_it():
    assert only(f"title,url,tags,status\nT,{PAGE},a,unread\n").saved == ""
    assert only(f"title,url,folder,tags,created\nT,{PAGE},F,a,2020-05-03\n").tags == ("a", "F")
    assert only(f"URL,Title,Folder\n{PAGE},T,Archive\n").archived


def test_wallabags_table_has_texts_and_tags():
    item = only(
        '"Title";"URL";"Content";"Tags";"MIME Type";"Language";"Creation date"\n'
        f'"T";"{PAGE}";"<p>words; more</p>";"a, b";"text/html";"en";"2020-05-03 10:00:00"\n'
    )
    assert (item.html, item.tags) == ("<p>words; more</p>", ("a", "b"))
    assert item.saved == "2020-05-03T10:00:00Z"


def test_wallabags_entries_need_no_text():
    row = {"id": 1, "url": PAGE, "title": "T", "is_archived": True, "tags": [{"label": "x"}]}
    assert only([row]).tags == ("x",)


def test_a_table_of_passages_may_name_pages_of_the_web():
    item = only(
        f"Highlight,Title,Author,URL,Note,Location,Date\nwords,T,A,{PAGE},mine,1,3 May 2020\n"
    )
    (mark,) = item.marks
    assert (item.url, item.title, item.byline) == (PAGE, "T", "A")
    assert (mark.quote, mark.note, mark.created) == ("words", "mine", "2020-05-03T00:00:00Z")


def test_notes_stand_below_the_passages_of_a_field():
    item = only(
        "title,note,url,folder,tags,created,highlights\n"
        f'T,,{PAGE},F,,2020-05-03,"Highlight:one\nNote:mine\n\nHighlight:two\nthree"\n'
    )
    assert [(mark.quote, mark.note) for mark in item.marks] == [
        ("one", "mine"),
        ("two", ""),
        ("three", ""),
    ]


def annotation(**more):
    target = [{"source": PAGE, "selector": [{"type": "TextQuoteSelector", "exact": "words"}]}]
    return {"id": "1", "uri": PAGE, "text": "mine", "tags": ["a"], "target": target, **more}


@pytest.mark.parametrize(
    "content",
    [
        {"annotations": [annotation()]},
        {"total": 1, "rows": [annotation()]},
        [annotation()],
        "Created at,Author,Page,URL,Group,Type,Quote/description,Comment,Tags\n"
        f"2020-05-03,ann,T,{PAGE},Public,Annotation,words,mine,a\n",
    ],
    ids=["client", "server", "list", "table"],
)
def test_hypothesis_is_read_in_every_form(content):
    item = only(content)
    (mark,) = item.marks
    assert (item.url, mark.quote, mark.note, mark.tags) == (PAGE, "words", "mine", ("a",))


def book(**more):
    entry = {"text": "words", "note": "mine", "page": 1, "time": 1588500000, "color": "green"}
    return {"title": "T", "author": "A", "entries": [entry], **more}


@pytest.mark.parametrize(
    "content",
    [
        book(version="json/1.0.0"),
        book(file="/mnt/t.epub", number_of_pages=9),
        {"version": "json/1.0.0", "created_on": 1, "documents": [book()]},
        [book(file="/mnt/t.epub")],
    ],
    ids=["one", "old", "many", "list"],
)
def test_koreader_is_read_in_every_form(content):
    item = only(content)
    (mark,) = item.marks
    assert (item.title, mark.quote, mark.note, mark.ink) == ("T", "words", "mine", Ink.GREEN)
    assert mark.created == "2020-05-03T10:00:00Z"


def test_a_note_on_a_page_of_a_book_is_kept():
    item = only({"version": "1", **book(entries=[{"page": 1, "time": 1, "note": "mine"}])})
    assert item.notes == ("mine",)


def clipping(about, said):
    return f"A Book (Marsh, Ada)\r\n{about}\r\n\r\n{said}\r\n==========\r\n"


@pytest.mark.parametrize(
    ("passage", "note"),
    [
        (
            "- Your Highlight on page 12 | Location 123-124 | Added on Sunday, 3 May 2020 10:11:12",
            "- Your Note on page 12 | Location 124 | Added on Sunday, 3 May 2020 10:11:12",
        ),
        (
            "- Ihre Markierung auf Seite 12 | bei Position 123-124 | Hinzugefügt am 3. Mai 2020",
            "- Ihre Notiz auf Seite 12 | bei Position 124 | Hinzugefügt am 3. Mai 2020",
        ),
        (
            "- 12ページ|位置No. 123-124のハイライト |作成日: 2020年5月3日日曜日 10:11:12",
            "- 12ページ|位置No. 124のメモ |作成日: 2020年5月3日日曜日 10:11:12",
        ),
        (
            "- 您在第 12 页（位置 #123-124）的标注 | 添加于 2020年5月3日星期日",
            "- 您在第 12 页（位置 #124）的笔记 | 添加于 2020年5月3日星期日",
        ),
        (
            "- Ваш выделенный отрывок в месте 123–124 | Добавлено: 3 мая 2020 г. в 10:11",
            "- Ваша заметка в месте 124 | Добавлено: воскресенье, 3 мая 2020 г. в 10:11:12",
        ),
        (
            "- Twoje podkreślenie na stronie 12 | lokalizacja 123-124 | Dodano: 3 maja 2020",
            "- Twoja notatka na stronie 12 | lokalizacja 124 | Dodano: niedziela, 3 maja 2020",
        ),
        (
            "- 12. sayfa | 123-124 konumundaki vurgunuz | Eklenme: 3 Mayıs 2020 Pazar 10:11:12",
            "- 12. sayfa | 124 konumundaki notunuz | Eklenme: 3 Mayıs 2020 Pazar 10:11:12",
        ),
    ],
    ids=["English", "German", "Japanese", "Chinese", "Russian", "Polish", "Turkish"],
)
def test_a_kindles_note_belongs_to_its_passage_in_any_language(passage, note):
    item = only("\ufeff" + clipping(passage, "Some words.") + clipping(note, "mine"))
    (mark,) = item.marks
    assert (mark.quote, mark.note, mark.created) == ("Some words.", "mine", "2020-05-03T00:00:00Z")


def test_what_a_publisher_does_not_let_be_copied_is_no_passage():
    about = "- Your Highlight on page 1 | Location 1-2 | Added on Sunday, 3 May 2020"
    text = clipping(about, "<You have reached the clipping limit for this item>")
    found = read(text + clipping(about.replace("1-2", "90-92"), "Words."))
    assert found.skipped == ["clipping 1: its publisher lets no more be copied"]
    assert [mark.quote for mark in found.items[0].marks] == ["Words."]


def test_a_passage_made_longer_replaces_the_shorter_and_no_other():
    about = "- Your Highlight on page {0} | Location {0}-{0} | Added on Sunday, 3 May 2020"
    said = [(5, "the"), (100, "the tide"), (101, "the tide came"), (900, "the tide")]
    text = "".join(clipping(about.format(page), words) for page, words in said)
    assert [m.quote for m in only(text).marks] == ["the", "the tide came", "the tide"]


@pytest.mark.parametrize(
    ("table", "service", "whose"),
    [
        ("Highlight,Title\nIt was so,Salt\n", "highlights", "another service's highlights"),
        ("URL,Title,Folder\nhttps://e.org/,Salt,Unread\n", "Instapaper's first export",
         "Instapaper"),
        ("url,title,tags,status\nhttps://e.org/,Salt,,unread\n", "Pocket", "Pocket"),
    ],
)  # fmt: skip
def test_an_export_is_named_to_people_and_known_by_what_it_always_was(
    table: str, service: str, whose: str
) -> None:
    export = read_export(table.encode(), "saved.csv")
    assert (export.service, export.whose, len(export.items)) == (service, whose, 1)
    with pytest.raises(IntakeError, match=f"saved.csv is an export of {whose}, not an article"):
        read_bytes(table.encode(), "saved.csv")
