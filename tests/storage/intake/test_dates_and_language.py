import pytest

from storage.intake.dates import iso_date
from storage.intake.language import tell_language


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-01-11", "2024-01-11"),
        ("2014-05-11T13:02:00-04:00", "2014-05-11"),
        ("2024/1/5", "2024-01-05"),
        ("Thu, Jan 11, 2024", "2024-01-11"),
        ("January 1st, 2024", "2024-01-01"),
        ("11 January 2024", "2024-01-11"),
        ("Sept. 9, 2019", "2019-09-09"),
        ("11-Jan-2024", "2024-01-11"),
        ("11. Januar 2024", "2024-01-11"),
        ("3. März 2020", "2020-03-03"),
        ("le 1er août 2020", "2020-08-01"),
        ("11 de enero de 2024", "2024-01-11"),
        ("11 gennaio 2024", "2024-01-11"),
        ("11 de março de 2024", "2024-03-11"),
        ("11 maart 2024", "2024-03-11"),
        ("11.1.2024", "2024-01-11"),
        ("23/04/2014", "2014-04-23"),
        ("04/23/2014", "2014-04-23"),
        ("2024年1月11日", "2024-01-11"),
        ("11 января 2024 г.", "2024-01-11"),
        ("11 Października 2024", "2024-10-11"),
        ("11 Şubat 2024 Pazar", "2024-02-11"),
        ("11 augu\u017ft 2024", None),
        ("03/04/2014", None),
        ("2024-02-30", None),
        ("May 2014", None),
        ("no date", None),
        ("Maybe 3, 2019", None),
    ],
)
def test_dates_in_many_forms_come_out_as_iso(text, iso):
    assert iso_date(text) == iso


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ship was in the harbour, and it was late for the tide of the day.", "en"),
        ("Das Schiff lag im Hafen, und es war zu spät für die Flut des Tages.", "de"),
        ("Le bateau est dans le port, et il est trop tard pour la marée du jour.", "fr"),
        ("El barco está en el puerto, y es tarde para la marea de los días.", "es"),
        ("La nave è nel porto, ed è tardi per la marea che viene con il giorno.", "it"),
        ("O navio está no porto, e já é tarde para a maré do dia que não vem.", "pt"),
        ("Het schip ligt in de haven, en het is te laat voor het tij van de dag.", "nl"),
        ("今日は天気がいいので、散歩に行きました。", "ja"),
        ("今天天气很好,我们去公园散步。", "zh"),
        ("오늘은 날씨가 좋아서 산책을 갔습니다.", "ko"),
        ("Lorem ipsum dolor sit amet consectetur adipiscing elit sed", None),
        ("Hello there", None),
    ],
)
def test_the_language_is_told_or_left_open(text, code):
    assert tell_language(text) == code
