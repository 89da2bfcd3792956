from tui.reading.signs import references, runs_leftward


def test_references_to_footnotes_are_found_with_their_labels():
    text = "So it is.[^1] And so.[^two]\n\n[^1]: Counted. [not^ one] [^no note]"
    assert [text[a:b] for a, b in references(text, 0, len(text))] == ["[^1]", "[^two]", "[^1]"]


def test_hebrew_and_arabic_run_leftward_and_others_do_not():
    assert runs_leftward("so: שלום")
    assert runs_leftward("سلام")
    assert not runs_leftward("naïve Ελλάδα 漢字 \ufeff 👩")


def test_a_reference_is_found_from_any_part_of_it_and_from_nowhere_else():
    text = "One[^note] and two[^2]."
    every = references(text, 0, len(text))
    for at in range(len(text)):
        assert references(text, at, at + 1) == [s for s in every if s[0] <= at < s[1]]
