"""Small pages in the shapes in which common publishing systems make them."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from storage.intake import read_bytes

PAGES = Path(__file__).parent / "pages"
FIRST = (
    "The harbour office keeps a ledger in which every crossing has a line of its own, and the "
    "clerk who writes it has never once looked at the clock on the wall."
)
BODY = f"""<p>{FIRST}</p>
<p>She looks at the water instead, because the water is what decides, and because the clock was set
by a man from the city who did not stay for the winter.</p>
<p>Visitors ask her when the next boat goes, and she tells them that it goes when the skipper has
finished his soup, which is <a href="https://soup.example/">a good answer</a> and <em>nearly
always</em> the right one.</p>
<p>What the ledger shows, to anybody who adds it up, is that no season was like the one before, and
that those who promised otherwise have always sold something.</p>"""
"""What most of the pages are about; it takes the place of a comment in them."""


@dataclass
class Wanted:
    """What must come out of a page."""

    title: str
    byline: str | None = None
    inferred: bool = False
    published: str | None = None
    site: str | None = None
    url: str | None = None
    language: str = "en"
    first: str = FIRST
    last: str = ""
    kept: tuple[tuple[str, str, str], ...] = ()
    """Kind, marker and text of blocks between the first and the last."""
    gone: tuple[str, ...] = ()
    """Words of what stands beside the article."""


def lamp(text: str) -> str:
    return f"{text}, and the lamp is lit again."


WANTED = {
    "wordpress": Wanted(
        "The last ferry of the year",
        "Ines Holmberg",
        True,
        "2024-11-30",
        "Harbour Notes",
        "https://harbour.example/the-last-ferry/",
        last="In a mild winter that is March.",
        kept=(
            ("heading", "", "What to pack"),
            ("item", "•", "Bread for two days, because the shop keeps its own hours."),
            ("table", "", "Month\tCrossings\nOctober\t62\nNovember\t31"),
            ("caption", "", "Crossings as the harbour office counted them."),
            ("code", "", "tide --port north\ntide --port south"),
            ("paragraph", "", lamp("Whoever misses it waits until the ice has gone[1]")),
        ),
        gone=("Skip to content", "Islands", "Olaf", "Designed"),
    ),
    "ghost": Wanted(
        "Why the mill turns at night",
        "Tomas Brandl",
        False,
        "2023-09-14",
        "The Mill Post",
        "https://millpost.example/why-the-mill-turns-at-night/",
        first="Power is cheapest when nobody is awake to use it, and a wheel has no bedtime.",
        last=lamp("So it turns while the town sleeps"),
        kept=(
            (
                "quote",
                "",
                "The river does not know what time it is, said the miller, and neither do I.",
            ),
            ("paragraph", "", "A wheel of this size gives as much as four roofs with panels."),
        ),
        gone=("Subscribe", "Become a member", "weir", "min read"),
    ),
    "substack": Wanted(
        "A small theory of queues",
        "Mara Lindt",
        False,
        "2025-02-03",
        "Counting Things",
        "https://counting.substack.example/p/queues",
        last="Except at airports, where a second rule holds that would take another letter.",
        kept=(("paragraph", "", lamp("That is all there is to it[1]")),),
        gone=("reader-supported", "queue for bread", "Sign in"),
    ),
    "medium": Wanted(
        "How we moved a bakery in one night",
        "Pia Torres",
        False,
        "2022-03-08",
        "Medium",
        "https://oven.example/how-we-moved-a-bakery-9f1c2ab34",
        last=lamp("By six the first loaf was out"),
        kept=(
            ("caption", "", "The oven on its trolley, at half past two."),
            ("item", "2.", "Count them again where it arrives."),
        ),
        gone=("Follow", "min read", "Ten things", "Listen"),
    ),
    "jekyll": Wanted(
        "Reading a core dump by candlelight",
        "Sanne de Wit",
        True,
        "2021-06-19",
        "null pointers",
        "https://null.example/2021/06/19/core-dump.html",
        last="On this machine every pointer is even.",
        kept=(
            ("code", "", "int main(void) {\n    return 0;\n}"),
            ("paragraph", "", lamp("The address is odd[1]")),
        ),
        gone=("↩", "Thoughts on old"),
    ),
    "hugo": Wanted(
        "Een jaar zonder auto",
        "Wim Jansen",
        False,
        "2020-02-29",
        "Wim Jansens weblog",
        "https://wim.example/posts/zonder-auto/",
        "nl",
        first="Het begin",
        last="Wat het heeft opgeleverd is geld, tijd om te lezen en een paar goede schoenen, "
        "en de lamp brandt weer.",
        gone=("Inhoudsopgave", "#", "fiets"),
    ),
    "mediawiki": Wanted(
        "Tide mill",
        None,
        False,
        "2005-04-11",
        "Lowland Encyclopedia",
        "https://lowland.example/wiki/Tide_mill",
        first="Tide mill\t\nDriven by\tSea water",
        last="Ferris, Mills of the coast, page 12 of the second edition.",
        kept=(("table", "", "Mill\tBuilt\nNorthgate\t1170\nEastgate\t1388"),),
        gone=("[edit]", "Contents", "Windmill", "^", "last edited"),
    ),
    "drupal": Wanted(
        "Reading room opens again",
        "Karen Osei",
        True,
        "2019-06-18",
        "County Archive",
        "https://archive.example/news/reading-room",
        last=lamp("Bring a pencil, for pens stay outside"),
        gone=("Submitted", "Recent news", "Tags"),
    ),
    "newspaper": Wanted(
        "Council votes to keep night buses after all",
        "Ruth Adeyemi, Colm Burke",
        False,
        "2023-11-04",
        "The Evening Chronicle",
        "https://chronicle.example/news/local/council-night-buses-1234567",
        first="Eleven members changed their minds within a week, and none of them would say why.",
        last=lamp("The first bus ran at one"),
        gone=("privacy", "Advertisement", "morning email", "Fares", "Updated", "Share"),
    ),
    "microformats": Wanted(
        "Notes on mending a wall",
        "Ewan McRae",
        True,
        "2018-04-07",
        first="Published 7th April, updated 2nd January by Ewan McRae",
        last=lamp("The rest is patience"),
        gone=("Dora", "waiting for somebody"),
    ),
    "blogger": Wanted(
        "Pan de pueblo",
        "Rosa Medina",
        False,
        "2013-05-06",
        "cocina.example",
        "https://cocina.example/2013/05/pan-de-pueblo.html",
        "es",
        first="Este pan lo hacía mi abuela los sábados por la tarde, cuando el horno de la plaza "
        "ya estaba frío para los pasteles pero todavía servía para todo lo demás.",
        last="Se come con aceite, y la lámpara vuelve a brillar.",
        gone=("Publicado", "miga en la mesa", "Archivo"),
    ),
    "discourse": Wanted(
        "Bees in the letterbox",
        "Hilda Norris",
        False,
        "2024-06-01",
        "The Allotment Forum",
        "https://forum.example/t/bees-in-the-letterbox/4711",
        last="What the ledger shows, to anybody who adds it up, is that no season was like the one "
        "before, and that those who promised otherwise have always sold something.",
        gone=("Greg_P", "Wasps"),
    ),
    "latexml": Wanted(
        "On the Patience of Herons",
        "Aino Virtanen, Li Chen",
        False,
        "2024-01-01",
        first="Abstract",
        last="[1] A. Virtanen. Standing still. Journal of Shores, 2019.",
        kept=(
            (
                "paragraph",
                "",
                lamp(r"We write \(t>0\) for the time [In seconds.] that a bird stands"),
            ),
        ),
    ),
    "government": Wanted(
        "Apply to moor a houseboat",
        None,
        False,
        "2021-03-12",
        "Waterways Office",
        "https://waterways.example/guidance/apply-to-moor-a-houseboat",
        last=lamp("An inspector comes within a month"),
        kept=(
            ("table", "", "Length\tFee a year\nUp to 10 metres\t310\nLonger\t480"),
            ("item", "1.", "Measure the boat from end to end, with the rudder on it."),
        ),
        gone=("cookies", "useful", "Last updated"),
    ),
    "sphinx": Wanted(
        "Winding the clock",
        site="Towerclock 2.1 documentation",
        last=lamp("It strikes at the full hour [1]"),
        kept=(
            ("heading", "", "Commands"),
            ("code", "", "import towerclock\ntowerclock.wind(days=8)"),
            (
                "paragraph",
                "",
                "Never wind against the stop, for the spring is older than the tower.",
            ),
            ("item", "", "towerclock.wind(days)"),
        ),
        gone=("¶", "Table of Contents", "genindex"),
    ),
    "mkdocs": Wanted(
        "Firing",
        site="Kiln",
        url="https://kiln.example/firing/",
        last=lamp("Use kiln log to see what happened"),
        kept=(("code", "", "kiln fire --cone 6\nkiln cool --slowly"),),
        gone=("¶", "Last update"),
    ),
    "amp": Wanted(
        "Le train de nuit revient",
        "Hélène Marchand",
        False,
        "2022-10-12",
        "La Gazette du Rail",
        "https://gazette.example/train-de-nuit",
        "fr",
        first="Le premier train est parti mercredi soir avec quarante minutes de retard, ce qui "
        "n'a surpris personne sur le quai, où l'on avait apporté du pain, du fromage et des "
        "cartes.",
        last="Au matin, la mer était là derrière la vitre, et la lampe est rallumée.",
        gone=("Accueil", "Publicité", "Mentions"),
    ),
    "german": Wanted(
        "Stadtrat: Das Freibad bleibt offen",
        "Jürgen Weiß",
        True,
        "2019-07-05",
        "Nordblatt",
        language="de",
        first="Nach drei Stunden Streit stand es sieben zu sechs, und am Ende gab die "
        "Bademeisterin den Ausschlag.",
        last="Am Abend gingen alle noch einmal schwimmen, und die Lampe brennt wieder.",
        gone=("Lesezeit", "Lesen Sie auch", "Ich war dabei"),
    ),
    "bare": Wanted(
        "The lighthouse ledger",
        "Agnes Moor, Peter Vance",
        True,
        "2004-08-17",
        last=lamp("Then we went down the stairs"),
        gone=("Comments to",),
    ),
    "dated-address": Wanted(
        "The orchard in figures",
        "Nora Quist",
        True,
        "2017-09-23",
        "orchard.example",
        "https://orchard.example/2017/09/23/the-orchard-in-figures/",
        last=lamp("The last crate left in a wheelbarrow"),
        gone=("Home",),
    ),
    "singlefile": Wanted(
        "On glue",
        "Bram Kist",
        True,
        "2016-12-01",
        "Workshop Papers",
        "https://papers.example/essays/on-glue",
        last=lamp("It holds until it does not"),
        gone=("Posted on", "My father"),
    ),
}


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_a_page_comes_out_whole_and_alone(name):
    wanted = WANTED[name]
    page = (PAGES / f"{name}.html").read_text("utf-8").replace("<!--body-->", BODY)
    article = read_bytes(page.encode(), f"{name}.html")
    assert (article.title, article.byline, article.byline_inferred) == (
        wanted.title,
        wanted.byline,
        wanted.inferred,
    )
    assert (article.published, article.site) == (wanted.published, wanted.site)
    assert (article.url, article.language) == (wanted.url, wanted.language)
    blocks = [
        (block.kind.value, block.marker, article.text[block.start : block.end])
        for block in article.blocks
    ]
    assert (blocks[0][2], blocks[-1][2]) == (wanted.first, wanted.last)
    for block in wanted.kept:
        assert block in blocks
    for words in wanted.gone:
        assert words not in article.text
