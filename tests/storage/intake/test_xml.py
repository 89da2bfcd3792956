from storage.intake.xml import elements, parse_xml


def test_a_text_of_eleven_megabytes_and_what_follows_it_are_read():
    tree = parse_xml(b"<a><b>" + b"word " * 2_200_000 + b"</b><c>behind it</c></a>")
    assert len(next(elements(tree, "b")).text) == 11_000_000
    assert [node.text for node in elements(tree, "c")] == ["behind it"]


def test_a_large_document_resolves_no_entity():
    bomb = b"<!DOCTYPE a [<!ENTITY x 'lol'><!ENTITY y '&x;&x;&x;'>]>"
    tree = parse_xml(bomb + b"<a><b>" + b"word " * 2_200_000 + b"</b><c>&y;</c></a>")
    assert "lol" not in "".join(tree.itertext())


def test_a_large_document_of_too_many_tags_is_none():
    assert parse_xml(b"<a>" + b"<b>word and more words</b>" * 500_000 + b"</a>") is None


def test_a_tag_with_more_attributes_than_can_be_compared_is_none_but_a_long_one_is_read():
    names = " ".join(f'a{number}="1"' for number in range(1_001))
    assert parse_xml(f"<a><b {names}/></a>".encode()) is None
    long = "word = " * 5_000
    tree = parse_xml(f"<a><b of='{long}>'>{long}</b></a>".encode())
    assert [(node.text, node.get("of")) for node in elements(tree, "b")] == [(long, f"{long}>")]
