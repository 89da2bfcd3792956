from tui.reading.tables import align, to_stops


def test_tabs_are_as_wide_as_the_columns_need():
    tabs = align("city\tlimit\nOslo 東\t30", 40)
    assert tabs(4, 0) == "    │ "
    assert tabs(7, 0) == " │ "


def test_rows_may_be_of_different_length():
    tabs = align("a\nbb\tc\td", 40)
    assert tabs(2, 0) == " │ "
    assert tabs(6, 1) == " │ "


def test_a_table_too_wide_for_columns_has_dots_instead():
    tabs = align("a long cell\tanother long cell", 20)
    assert tabs(11, 0) == " · "


def test_tabs_of_code_go_to_the_next_stop():
    assert [to_stops(column, 0) for column in (0, 1, 3, 4)] == ["    ", "   ", " ", "    "]
