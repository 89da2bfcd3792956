"""Tell the language of a text by its smallest words."""

from __future__ import annotations

import re

_WORDS = {
    "en": "the of and to in a is that for it as was with be by on not he his but at are this have "
    "from or had an they which you were there been their has would what will if can when who we "
    "more our your its than these so do into some i my about she her them no out up only also",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch "
    "es "
    "an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum "
    "war haben nur oder aber vor zur bis mehr durch man sein wurde ich wir ihr kann wenn was",
    "fr": "de la le et les des en un une du que est pour qui dans par sur au plus ne pas ce il se "
    "sont avec cette ou mais nous vous ils elle aux son sa ses leur comme on tout été être fait y "
    "je d l qu n s c",
    "es": "de la que el en y los se del las un por con no una su para es al lo como más pero sus "
    "le "
    "ha o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde "
    "todo nos fue son ser",
    "it": "di che e la il un a per è in una sono non con del della si da come le dei nel più i gli "
    "al alla lo ma anche ha questo quando o dal delle su cui se ci dalla era essere molto tra",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao "
    "ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij of "
    "uit door over ze hij naar werd nog wel was heeft worden kan dit deze die wordt tot meer hun",
}
FUNCTION_WORDS = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_ALL = frozenset().union(*FUNCTION_WORDS.values())
_WORD = re.compile(r"[^\W\d_]+")
_KANA = re.compile("[\u3040-\u30ff]")
_HAN = re.compile("[\u4e00-\u9fff\u3400-\u4dbf]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_SAMPLE = 20_000


def function_words(text: str) -> float:
    """Give the share of a text's words that are articles, prepositions and the like, 0 to 1."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    return sum(word in _ALL for word in words) / len(words) if words else 0.0


def wide_letters(text: str) -> int:
    """Count the Chinese, Japanese and Korean characters of a text."""
    sample = text[:_SAMPLE]
    return sum(len(script.findall(sample)) for script in (_KANA, _HAN, _HANGUL))


def tell_language(text: str) -> str | None:
    """Name the language as a two-letter code, or None when the text does not say clearly."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters and wide_letters(sample) > 0.3 * letters:
        if len(_HANGUL.findall(sample)) > 0.3 * letters:
            return "ko"
        return "ja" if len(_KANA.findall(sample)) > 0.05 * letters else "zh"
    words = _WORD.findall(sample.lower())
    if len(words) < 5:
        return None
    scores = sorted(
        (
            (sum(w in known for w in words) / len(words), code)
            for code, known in FUNCTION_WORDS.items()
        ),
        reverse=True,
    )
    (best, code), (second, _) = scores[:2]
    return code if best >= 0.15 and best >= 1.2 * second else None
