import json

import pytest

from storage.intake import read_bytes
from storage.intake.html_bylines import bylines
from storage.intake.html_page import parse_page
from storage.intake.persons import people_of, turned

ONE = "The committee met on Tuesday to hear the report, and its members agreed that it was good."
TWO = "A second paragraph follows here, so that there is enough prose to choose this part of it."
THREE = "The council met again in the winter of that year to ask what had become of all the money."


def read(above="", head="", below="", title="The report | Port Gazette"):
    return read_bytes(
        (
            f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>"
            f"<meta property='og:site_name' content='Port Gazette'>{head}</head><body>"
            f"<article><h1>The report</h1>{above}<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></article>"
            f"{below}<footer>© 2019 Port Gazette</footer></body></html>"
        ).encode(),
        "page.html",
    )


def author(*parts, **more):
    article = read(*parts, **more)
    return article.byline, article.byline_inferred


def data(author, kind="NewsArticle", **more):
    graph = {"@context": "https://schema.org", "@type": kind, "author": author, **more}
    return f"<script type='application/ld+json'>{json.dumps(graph)}</script>"


SHOWN = "<p class='meta'>Ann Lindqvist, 3 May 2019</p>"


@pytest.mark.parametrize(
    "byline",
    [
        "<a rel='author' href='/people/7'>Ann Lindqvist</a>",
        "<span itemprop='author' itemscope><span itemprop='name'>Ann Lindqvist</span></span>",
        "<p>Posted by <span class='vcard author'><a class='fn'>Ann Lindqvist</a></span></p>",
        "<div property='schema:author'>Ann Lindqvist</div>",
    ],
)
def test_a_byline_that_says_what_it_is_is_no_inference(byline):
    assert author(byline) == ("Ann Lindqvist", False)


@pytest.mark.parametrize(
    "byline",
    [
        "<div class='post-byline'>By Ann Lindqvist | May 3, 2019</div>",
        "<span class='article__author'>Interview: Ann Lindqvist</span>",
        "<p class='date'>Erstellt von <a href='/author/ann/'>Ann Lindqvist</a> am 3. Mai 2019</p>",
        "<p>By Ann Lindqvist</p>",
        "<p>Ein Gastbeitrag von Ann Lindqvist</p>",
        "<p>Par Ann Lindqvist</p>",
        "<p>Publicado el 3 de mayo de 2019 por Ann Lindqvist</p>",
    ],
)
def test_a_byline_that_is_told_by_its_look_is_inferred(byline):
    assert author(byline) == ("Ann Lindqvist", True)


def test_all_who_wrote_it_are_named():
    both = "<p class='byline'>By <a rel='author'>Ann Lee</a> and <a rel='author'>Bob Ray</a></p>"
    assert author(both) == ("Ann Lee, Bob Ray", False)
    assert author("<p class='byline'>By Ann Lee and Bob Ray, Oslo</p>") == (
        "Ann Lee, Bob Ray",
        True,
    )


def test_data_for_search_engines_are_read_by_reference_too():
    known = {"@type": "Person", "name": "Ann Lindqvist"}
    assert author(SHOWN, data(known)) == ("Ann Lindqvist", False)
    graph = [
        {"@type": ["Person"], "@id": "#ann", "name": "Ann Lindqvist"},
        {"@type": "BlogPosting", "author": [{"@id": "#ann"}]},
    ]
    script = f"<script type='application/ld+json'>{json.dumps({'@graph': graph})}</script>"
    assert author(SHOWN, script) == ("Ann Lindqvist", False)


def test_broken_or_deep_data_do_no_harm():
    for broken in ("{", "[" * 100_000, "null", '{"@type": 7, "author": [[]]}'):
        script = f"<script type='application/ld+json'>{broken}</script>"
        assert author(SHOWN.replace("meta", "byline"), script)[0] == "Ann Lindqvist"


def test_of_a_page_of_nothing_but_bylines_only_the_first_are_looked_at():
    page = parse_page("<p><a rel='author'>Ann Lindqvist</a></p>" * 500)
    assert bylines(page, set()) == [(True, "Ann Lindqvist")] * 100


def test_an_organisation_is_no_author():
    assert author("", data({"@type": "Organization", "name": "Port Gazette Ltd"})) == (None, False)


def test_a_name_in_the_head_that_no_reader_sees_is_inferred():
    head = "<meta name='author' content='Ann Lindqvist'>"
    assert author("", head) == ("Ann Lindqvist", True)
    assert author(SHOWN, head) == ("Ann Lindqvist", False)


def test_the_byline_of_the_article_beats_the_owner_of_the_site():
    head = "<meta name='author' content='Olga Owner'>"
    below = "<p class='imprint'>Olga Owner runs this site.</p>"
    assert author("<p class='author'>Ann Lindqvist</p>", head, below) == ("Ann Lindqvist", True)


def test_the_name_of_an_account_gives_way_to_a_full_one():
    head = "<meta name='author' content='Ann Lindqvist'>"
    assert author(f"<a rel='author'>alindq</a>{SHOWN}", head) == ("Ann Lindqvist", False)
    assert author("<a rel='author'>alindq</a>") == ("alindq", False)


@pytest.mark.parametrize(
    "name",
    [
        "admin",
        "Redaktion",
        "National Desk",
        "info@example.org",
        "https://example.org/ann",
        "portgazette.example",
        "PortGazette",
        "View all posts",
    ],
)
def test_what_is_no_person_is_no_author(name):
    head = f"<meta name='author' content='{name}'><meta name='dc.creator' content='{name}'>"
    assert author(f"<p class='byline'>By <a rel='author'>{name}</a></p>", head) == (None, False)


def test_the_nick_of_the_account_that_set_the_site_up_is_no_author():
    assert author("<a rel='author' href='/author/admin/'>kj</a>") == (None, False)
    full = "<a rel='author' href='/author/admin/'>Ann Lindqvist</a>"
    assert author(full) == ("Ann Lindqvist", False)


def test_authors_of_other_things_are_not_taken():
    others = (
        "<ol class='commentlist'><li><span class='comment-author'>Carl Critic</span></li></ol>"
        "<div class='related'><a rel='author'>Rita Related</a></div>"
        "<figure><span class='author'>Phil Photo</span></figure>"
        "<blockquote>So it is. <a href='/author/q/'>Quentin Quoted</a></blockquote>"
        "<div class='teaser-image-author'>Ida Image</div>"
    )
    assert author(others, below=others) == (None, False)


def test_a_wrapper_with_the_heading_in_it_is_not_beside_the_article():
    html = (
        f"<html><head><title>The report</title></head><body><div class='widget Blog'>"
        f"<h3>The report</h3><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
        f"<span class='post-author'>Ann Lindqvist</span></div></body></html>"
    )
    assert read_bytes(html.encode(), "page.html").byline == "Ann Lindqvist"


def test_initials_are_completed_by_whom_the_licence_credits():
    licence = "<p>By <a rel='cc:attributionURL' property='cc:attributionName'>Ann Lindqvist</a></p>"
    assert author("<a rel='author'>AL</a>", below=licence) == ("Ann Lindqvist", False)
    assert author("<a rel='author'>BX</a>", below=licence) == ("BX", False)


def test_the_account_that_a_preview_names_spells_a_name():
    below = "<p>Ann Lindqvist writes here.</p>"
    head = "<meta name='twitter:creator' content='@AnnLindqvist'>"
    assert author("", head, below) == ("Ann Lindqvist", True)
    assert author("", head) == (None, False)
    card = "<meta name='twitter:label1' content='Written by'>"
    card += "<meta name='twitter:data1' content='Ann Lindqvist'>"
    assert author("", card, below) == ("Ann Lindqvist", False)


def test_a_site_that_is_called_by_a_degree_and_a_name_is_that_persons():
    title = "The report – Dr. Ann Lindqvist"
    assert author("", below="<p>Ann Lindqvist</p>", title=title) == ("Ann Lindqvist", True)


def test_names_are_taken_out_of_bylines():
    for text, people in (
        ("By Ann Lee and Bob Ray | May 3, 2014", ["Ann Lee", "Bob Ray"]),
        ("Von Jan Müller, Berlin", ["Jan Müller"]),
        ("Ann Lee, Staff Writer", ["Ann Lee"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Ana Pérez y Luis Gómez", ["Ana Pérez", "Luis Gómez"]),
        ("By J.R.R. Tolkien", ["J.R.R. Tolkien"]),
        ("Martin King, Jr.", ["Martin King Jr"]),
        ("Posted by Ann Lee on May 3, 2019", ["Ann Lee"]),
        ("夏目 漱石", ["夏目 漱石"]),
        ("what the council did", []),
    ):
        assert people_of(text) == people
    assert turned("Harm, Robert") == "Robert Harm"
    assert turned("Ann Lee, Bob Ray") == "Ann Lee, Bob Ray"
