from tui.reading.clusters import to_stops
from tui.reading.tables import Grid, grid


def picture(table: str, width: int) -> list[str]:
    found = grid(table, width)
    assert found is not None
    drawn = []
    for record in found.records:
        for pieces in record.rows:
            row = ""
            for piece in pieces:
                row = row.ljust(piece.at) + table[piece.start : piece.end]
            drawn.append(row)
    return drawn


def rule(table: str, width: int = 60) -> str:
    found = grid(table, width)
    assert isinstance(found, Grid)
    return found.rule


def test_columns_are_as_wide_as_they_need_to_be():
    assert picture("city\tkerb\nOslo\tlow", 40) == ["city   kerb", "Oslo   low"]


def test_numbers_stand_to_the_right_with_the_name_of_their_column():
    table = "city\tlimit\tcost\nOslo\t30\t€1,200\nParis\t120\t–"
    assert picture(table, 40) == [
        "city    limit     cost",
        "Oslo       30   €1,200",
        "Paris     120        –",
    ]


def test_a_long_cell_goes_on_under_itself():
    table = "city\twhat was done\tkm\nOslo\tthe kerb was moved one metre and nothing banned\t12"
    assert picture(table, 30) == [
        "city   what was done        km",
        "Oslo   the kerb was moved   12",
        "       one metre and",
        "       nothing banned",
    ]


def test_rows_may_be_of_different_length():
    assert picture("a\nbb\tc\td", 40) == ["a", "bb   c   d"]


def test_a_table_without_room_for_its_words_is_no_grid():
    assert grid("a long cell\tanother one\tand a third", 20) is None


def test_a_rule_stands_under_the_names_of_columns_and_only_there():
    assert rule("city\tlimit\nOslo\t30") == "────   ─────"
    assert rule("city\t1990\t2020\nOslo\t50\t30")
    assert rule("Oslo\t30\nParis\t40") == ""
    assert rule("one row\tonly") == ""


def test_records_are_parted_when_one_has_several_rows():
    wide, narrow = grid("a b c\td\ne\tf", 60), grid("aaa bbb ccc ddd\te\nf\tg", 18)
    assert wide is not None
    assert not wide.airy
    assert narrow is not None
    assert narrow.airy


def test_tabs_of_code_go_to_the_next_stop():
    assert [to_stops(column, 0) for column in (0, 1, 3, 4)] == ["    ", "   ", " ", "    "]
