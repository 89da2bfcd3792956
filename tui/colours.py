"""The colours of marks, dark and light: the one place that says what each looks like.

A claim is coloured *text*, a person's highlight coloured *background*, so that the
two can lie over each other. The inks are pale on paper and deep on a dark screen.
"""

from __future__ import annotations

DARK_MARKS = {
    "claim-fact": "#5cc0bd",
    "claim-value": "#d3a6cb",
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
    "bookmark": "#f08590",
    "note": "#e5a54f",
    "selection": "#27385a",
    "found": "#443900",
    "found-here": "#f0c84b",
    "found-here-text": "#16181d",
    "row-cursor": "#22304b",
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
    "selection": "#c6dcf8",
    "found": "#f4dc8a",
    "found-here": "#7a4a00",
    "found-here-text": "#ffffff",
    "row-cursor": "#dbe6f5",
    "accent-text": "#8a4b00",
    "mode-text": "#ffffff",
}

# The terminal's own colours, which its owner chose to be legible on its ground. Highlight,
# selection and search hit have attributes in place of a background.
ANSI_MARKS = {
    **dict.fromkeys(LIGHT_MARKS, "ansi_default"),
    "claim-fact": "ansi_cyan",
    "claim-value": "ansi_magenta",
    "claim-policy": "ansi_yellow",
    "claim-cause": "ansi_green",
    "claim-forecast": "ansi_blue",
    "page-rule": "ansi_bright_black",
    "page-link": "ansi_blue",
    "bookmark": "ansi_red",
    "note": "ansi_yellow",
    "found-here": "ansi_yellow",
    "found-here-text": "ansi_black",
    "accent-text": "ansi_cyan",
    "mode-text": "ansi_black",
}
