"""Texts as they come out of browsers, mail programs and PDF viewers, what is around them too."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from storage.intake import read_bytes, read_file
from storage.models import SEPARATOR, Source

PASTED = Path(__file__).parent / "pasted"


@dataclass
class Wanted:
    """What must come out of a pasted text."""

    title: str
    byline: str | None
    published: str | None
    first: str
    last: str
    blocks: int
    """So many, so that no line is lost and none is left over."""
    inferred: bool = False
    source: Source | None = None
    within: str = ""
    """What one block says."""


WANTED = {
    "abstract": Wanted(
        "Tidal calendars and the timing of weddings in island parishes",
        "Eilidh MacRae, Tomasz Nowak & Sun-Hee Park",
        "2022-06-02",
        "Weddings in island parishes",
        "by three generations at least.",
        6,
        inferred=True,
    ),
    "chinese": Wanted(
        "老城里的最后一家磨刀铺",
        "林晓雯",
        "2023-05-18",
        "在城南的一条小巷里",
        "旁边是他父亲留下的那把剪刀。",
        4,
        source=Source("城市周刊", "2023-04-02"),
    ),
    "ebook": Wanted(
        "The Salt Road",
        "Amos Fielding",
        "2011-05-03",
        "CHAPTER I",
        "until I had reached the sea.",
        3,
    ),
    "email": Wanted(
        "What the wheel taught us this winter",
        "Lena Brandt",
        "2020-01-09",
        "Dear friends,",
        "Lena Brandt, Mill Lane 4",
        8,
        within="It comes slowly and it can be heard.",
    ),
    "french": Wanted(
        "Le dernier projectionniste",
        "Camille Roussel",
        "2018-11-14",
        "Il a passé quarante ans",
        "à côté de la photo de sa femme.",
        4,
    ),
    "german": Wanted(
        "Warum die Fähre bleiben muss",
        "Hanna Petersen",
        "2021-03-12",
        "Seit hundert Jahren fährt sie",
        "Bis dahin fährt die Fähre, und zwar pünktlich.",
        5,
    ),
    "japanese": Wanted(
        "島の最後の渡し船",
        "佐々木遥",
        "2022-04-03",
        "毎朝六時になると",
        "船を出すつもりだという。",
        2,
    ),
    "magazine": Wanted(
        "Why old bridges hum",
        "KATRIN VOSS",
        "2018-05-21",
        "The wind has nothing to do with it",
        "Katrin writes about things that carry other things.",
        6,
    ),
    "newsletter": Wanted(
        "What the beekeepers know about patience",
        "Rosalind Achebe",
        "2025-03-04",
        "The Tuesday Almanac",
        "Rosalind",
        11,
    ),
    "pdf": Wanted(
        "A short history of the mooring tax",
        "J. Okonkwo and M. Lindqvist",
        None,
        "Abstract. We trace the tax that harbour towns laid on mooring",
        "the length of the ship and the names of the crew.",
        5,
        inferred=True,
        within="in times when no other register was kept.",
    ),
    "recipe": Wanted(
        "Grandmother's Barley Soup",
        "Petra Novak",
        "2021-10-09",
        "This soup was on the table",
        "Please leave a rating and comment below!",
        11,
        within="2 carrots, diced",
    ),
    "reddit": Wanted(
        "Why does my neighbour's ivy grow only on the north side of the wall?",
        None,
        None,
        "We share a wall that is about a hundred years old",
        "What am I missing?",
        2,
    ),
    "transcript": Wanted(
        "The Long Lens — Episode 41: What maps leave out",
        None,
        "2020-09-07",
        "The Long Lens",
        "Our producer is Ann Reyes.",
        11,
        within="[00:12:31]",
    ),
}


@pytest.mark.parametrize("name", sorted(path.stem for path in PASTED.glob("*.txt")))
def test_a_pasted_text_loses_what_is_around_it_and_nothing_else(name):
    wanted = WANTED[name]
    article = read_file(PASTED / f"{name}.txt")
    assert (article.title, article.published) == (wanted.title, wanted.published)
    assert (article.byline, article.byline_inferred) == (wanted.byline, wanted.inferred)
    assert article.source == wanted.source
    blocks = [article.text[block.start : block.end] for block in article.blocks]
    assert len(blocks) == wanted.blocks, blocks
    assert blocks[0].startswith(wanted.first)
    assert blocks[-1].endswith(wanted.last)
    assert any(wanted.within in block for block in blocks)


@pytest.mark.parametrize("name", sorted(path.stem for path in PASTED.glob("*.txt")))
def test_every_line_of_a_pasted_text_is_kept_or_listed_as_dropped(name):
    article = read_file(PASTED / f"{name}.txt")
    kept = "".join(article.text.split()) + "".join(d.text for d in article.dropped)
    kept = "".join(kept.split()).replace("-", "")
    for line in (PASTED / f"{name}.txt").read_text("utf-8").splitlines():
        words = "".join(line.lstrip("0123456789.>").split()).replace("-", "")
        assert words in kept, line


PROSE = (
    "The keeper went down to the water every morning, because she had promised to, and because "
    "nobody else would have done it in her place. "
)


def test_the_numbers_of_chapters_are_no_pages():
    chapters = SEPARATOR.join(f"{n}\n\n{PROSE * 4}" for n in range(1, 5))
    article = read_bytes(f"The keeper\n\n{chapters}".encode(), "pasted")
    for n in range(2, 5):
        assert f"\n\n{n}\n\n" in article.text


def test_a_sentence_that_a_page_number_divides_is_put_together():
    pages = [f"{PROSE * 4}and then she went\n\n{n}\n\nhome again. {PROSE * 3}" for n in (7, 8)]
    article = read_bytes(f"The keeper\n\n{SEPARATOR.join(pages)}".encode(), "pasted")
    assert article.text.count("and then she went home again.") == 2
    assert [drop.text for drop in article.dropped if drop.kind == "page"] == ["7", "8"]


@pytest.mark.parametrize(
    "line",
    [
        "你可以分享到自己的经验，也可以只听别人的故事，这是这里唯一的规矩，没有人会因此而责怪你，大家都明白。",
        "The crew viewed this in the browser of the ship, and it was sent to everyone aboard.",
        "You are receiving more than you give, she said, and that is how it has always been.",
    ],
)
def test_a_sentence_is_no_furniture(line):
    text = SEPARATOR.join(["The keeper", PROSE * 2, line, PROSE * 2, line])
    article = read_bytes(text.encode(), "pasted")
    assert article.text.count(line) == 2
