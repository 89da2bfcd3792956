from __future__ import annotations

import pytest

from storage.claims import find_claims, paragraphs
from storage.claims.reasons import FOREIGN

SPANISH = """Las ciudades necesitan más árboles

Las ciudades deberían plantar árboles en todas las calles, porque la sombra es la forma más \
barata de enfriar una ciudad. Un estudio de 40 pueblos encontró que las calles con árboles \
son 4 grados más frescas. Ayer caminé con mi hermana por el centro.

Los ayuntamientos plantan demasiado tarde. Los árboles jóvenes necesitan agua durante los \
tres primeros años."""
GERMAN = """Städte brauchen mehr Bäume

Die Städte sollten in jeder Straße Bäume pflanzen, weil Schatten die billigste Kühlung ist. \
Eine Untersuchung von 40 Orten fand, dass Straßen mit Bäumen um 4 Grad kühler sind. Gestern \
ging ich mit meiner Schwester durch die Stadt.

Die Gemeinden pflanzen zu spät. Junge Bäume brauchen in den ersten drei Jahren Wasser."""
FRENCH = """Les villes ont besoin d'arbres

Les villes devraient planter des arbres dans chaque rue, car l'ombre est le moyen le moins \
cher de rafraîchir une ville. Une étude de 40 communes a montré que les rues plantées sont \
plus fraîches de 4 degrés. Hier je me suis promenée avec ma sœur.

Les mairies plantent trop tard. Les jeunes arbres ont besoin d'eau pendant trois ans."""
CHINESE = """城市需要更多的树

我们应该在每一条街道上种植更多的树木，因为树荫是降低城市温度最便宜的办法。\
一项对40个城镇的研究发现，有树的街道气温低4度。昨天我和姐姐去散步。

市政府种树太晚了。幼树在最初的三年里需要很多水。"""


@pytest.mark.parametrize("text", [SPANISH, GERMAN, FRENCH, CHINESE], ids=["es", "de", "fr", "zh"])
def test_a_text_in_another_language_is_weighed_by_place_and_figures_and_says_so(text: str) -> None:
    blocks = paragraphs(text)
    claims = find_claims(text, blocks)
    assert claims
    for claim in claims:
        assert claim.cues[0] == FOREIGN
        assert claim.text == text[claim.start : claim.end]
        # A whole sentence, or at least not one torn in a word.
        assert claim.text[-1] in ".。" or text[claim.end] in ",，;； "
    heading = blocks[0]
    assert all(claim.start >= heading.end for claim in claims)


def test_an_english_text_is_weighed_by_its_words() -> None:
    text = (
        "Cities should plant trees along every street, because shade is the cheapest way to cool "
        "a city. A study of forty towns found that streets with trees are cooler."
    )
    assert all(FOREIGN not in claim.cues for claim in find_claims(text, paragraphs(text)))


def test_scripts_may_be_mixed() -> None:
    text = (
        f"{CHINESE}\n\n{GERMAN}\n\nWe should all plant trees.\n\nДеревья нужны городам. שלום עולם."
    )
    assert find_claims(text, paragraphs(text))
