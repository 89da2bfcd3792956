import pytest

from storage.errors import IntakeError
from storage.intake.decode import LIMIT, decode

FRENCH = "Le café de la gare est fermé pour les fêtes, et nous en sommes désolés."
RUSSIAN = "Сегодня хорошая погода, и мы идём гулять в большой старый парк за рекой."
JAPANESE = "今日は天気がいいので、友達と一緒に公園へ散歩に行きました。とても楽しかったです。"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_western_text_is_read_in_any_encoding(encoding):
    assert decode(FRENCH.encode(encoding), "x") == FRENCH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp")],
)
def test_other_scripts_are_guessed(text, encoding):
    assert decode(text.encode(encoding), "x") == text


def test_a_page_is_read_in_the_encoding_it_declares():
    page = f'<html><head><meta charset="iso-8859-2"></head><p>Zażółć gęślą jaźń</p>{FRENCH}'
    page = page.replace("ê", "e")
    assert "Zażółć" in decode(page.encode("iso-8859-2"), "x")


def test_utf8_cut_in_the_middle_of_a_letter_keeps_the_rest():
    assert decode(FRENCH.encode() + "é".encode()[:1], "x").startswith(FRENCH)


def test_a_stray_control_does_not_make_a_text_binary():
    assert "NUL" in decode(b"Some words and a NUL \x00 and \x07 bell end here.", "x")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG image"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "JPEG image"),
        (b"PK\x03\x04" + bytes(50), "ZIP archive"),
        (b"%PDF-1.7\n", "PDF document"),
        (b"\x1f\x8b\x08" + bytes(range(256)), "gzip"),
        (bytes(range(256)) * 20, "not text"),
        (b"MZ\x90\x00\x03\x00\x00", "program"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data, what):
    with pytest.raises(IntakeError, match=f"holiday.bin .*{what}"):
        decode(data, "holiday.bin")


def test_a_text_that_begins_like_a_program_is_a_text():
    assert decode(b"MZ is how it begins.", "x") == "MZ is how it begins."


def test_bytes_in_no_encoding_are_refused_in_one_sentence():
    with pytest.raises(IntakeError, match=r"notes\.txt is in no encoding .* save it as UTF-8"):
        decode(b"\x80\x81\x82\x83\xfe\xff", "notes.txt")


def test_a_damaged_file_with_a_byte_order_mark_is_refused():
    with pytest.raises(IntakeError, match="damaged"):
        decode(b"\xff\xfea\x00b", "notes.txt")


def test_a_source_over_the_limit_is_refused():
    with pytest.raises(IntakeError, match="20 MB"):
        decode(b"a" * (LIMIT + 1), "x")


@pytest.mark.parametrize("words", ["A naïve view", "Ærø", "the café’s terrace", "It’s 20 °C"])
def test_a_short_page_that_says_it_is_utf_8_and_is_not_is_windows_1252(words):
    html = f"<html><head><meta charset='utf-8'></head><body><p>{words}</p></body></html>"
    assert words in decode(html.encode("cp1252"), "page.html")


def test_a_short_text_of_another_alphabet_is_not_taken_for_a_western_one():
    words = "Комитет собрался во вторник, чтобы выслушать доклад о порте."
    assert decode(words.encode("cp1251"), "x.txt") == words
