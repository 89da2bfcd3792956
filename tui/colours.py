"""The colours of marks, dark and light: the one place that says what each looks like.

A claim is coloured *text*, a person's highlight coloured *background*, so that the
two can lie over each other. The inks are pale on paper and deep on a dark screen.
"""

from __future__ import annotations

DARK_MARKS = {
    "claim-fact": "#5cc0bd",
    "claim-value": "#c596bd",
    "claim-policy": "#e5a54f",
    "claim-cause": "#94c15c",
    "claim-forecast": "#7fb0ea",
    "ink-yellow": "#4f3f17",
    "ink-green": "#233f24",
    "ink-blue": "#1f3a5c",
    "ink-red": "#55272c",
    "ink-purple": "#412b58",
    "page-text": "#c9ccd3",
    "page-strong": "#ffffff",
    "page-faint": "#858b98",
    "page-rule": "#3a3e48",
    "page-link": "#8fb4e8",
    "page-code": "#262a33",
    "bookmark": "#ec7480",
    "note": "#e5a54f",
    "selection": "#2f4468",
    "found": "#5a4a00",
    "found-here": "#f0c84b",
    "found-here-text": "#16181d",
    "row-cursor": "#2b3c5c",
    "accent-text": "#e5a54f",
    "mode-text": "#10131a",
}

LIGHT_MARKS = {
    "claim-fact": "#00676a",
    "claim-value": "#84397a",
    "claim-policy": "#8a4b00",
    "claim-cause": "#3b6212",
    "claim-forecast": "#1c56a0",
    "ink-yellow": "#fbe9a2",
    "ink-green": "#d3eec6",
    "ink-blue": "#cfe4fa",
    "ink-red": "#fad9d6",
    "ink-purple": "#e8dcf7",
    "page-text": "#33312c",
    "page-strong": "#000000",
    "page-faint": "#6a675f",
    "page-rule": "#cfc9bb",
    "page-link": "#1c56a0",
    "page-code": "#ebe5d6",
    "bookmark": "#b3202c",
    "note": "#8a4b00",
    "selection": "#b9d3f5",
    "found": "#f4dc8a",
    "found-here": "#7a4a00",
    "found-here-text": "#ffffff",
    "row-cursor": "#dbe6f5",
    "accent-text": "#8a4b00",
    "mode-text": "#ffffff",
}
