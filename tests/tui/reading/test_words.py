import pytest

from tui.reading.words import run_end, run_start


def runs(text: str) -> list[str]:
    found, at = [], 0
    while at < len(text):
        end = run_end(text, at)
        assert all(run_start(text, inside) == at for inside in range(at, end))
        found.append(text[at:end])
        at = end
    return [run for run in found if run.strip()]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It’s a street, 1990.", ["It’s", "a", "street", ",", "1990", "."]),
        ("the ‘fast’ one", ["the", "‘", "fast", "’", "one"]),
        ("cafe\u0301 noir", ["cafe\u0301", "noir"]),
        ("क्षि के", ["क्षि", "के"]),
        ("東京タワーへ行く", ["東京", "タワー", "へ", "行", "く"]),
        ("one\n\ntwo", ["one", "two"]),
    ],
)
def test_words_of_many_scripts(text, words):
    assert runs(text) == words
