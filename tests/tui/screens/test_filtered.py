"""What holds while a query is being typed that is not understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import QueryError
from storage.query import FIELDS, parse
from tui.screens.filtered import last_good


@pytest.mark.parametrize(
    ("typed", "before", "holds"),
    [
        ("is:unreadx", "is:unread", "is:unread"),
        ("kerb colour:red", "kerb", "kerb"),
        ("foo:b", "foo:", ""),
        ("kerb foo:b", "kerb foo:", "kerb"),
        ("foo:bar kerb", "", "kerb"),
        ("foo:bar is:nothing kerb", "foo", "kerb"),
    ],
)
def test_the_query_from_before_holds_unless_it_looked_for_the_name_of_the_field(
    typed, before, holds
):
    with pytest.raises(QueryError) as wrong:
        parse(typed)
    assert last_good(typed, before, wrong.value.at) == holds


@given(st.lists(st.sampled_from([*FIELDS, "foo", ":", '"', "-", " ", "kerb", "unread", "<2w"])))
def test_whatever_is_typed_something_understood_holds(pieces):
    before = ""
    typed = ""
    for letter in "".join(pieces):
        typed += letter
        # As the screen does, which takes no spaces around a query for a part of it.
        try:
            parse(typed.strip())
            before = typed.strip()
        except QueryError as error:
            before = last_good(typed.strip(), before, error.at)
            parse(before)
