"""`manicule completion`: scripts that complete commands, options and titles in a shell.

The scripts are made from the parser, so that they know what it knows; titles are asked of
`manicule list --titles` whenever an article is to be named.
"""

from __future__ import annotations

import argparse
from argparse import Namespace

SHELLS = ("bash", "zsh", "fish")
PLACES = """\
Where to put it:
  bash   manicule completion bash > ~/.local/share/bash-completion/completions/manicule
  zsh    manicule completion zsh > a folder of your fpath, as _manicule
  fish   manicule completion fish > ~/.config/fish/completions/manicule.fish"""

_BASH = """\
# Completion of manicule for bash 4 and newer; made by `manicule completion bash`.
_manicule() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" command="" each
    COMPREPLY=()
    for each in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case "$each" in -*) ;; *) command="$each"; break ;; esac
    done
    if [[ -z "$command" ]]; then
        COMPREPLY=($(compgen -W "{commands} --library --version --help" -- "$word"))
        return
    fi
    if [[ "$word" == -* ]]; then
        case "$command" in
{options}
        esac
        return
    fi
    case "$command" in
        {titled})
            local title {marks}
            local typed="${{word//[$marks]/}}"
            while IFS= read -r title; do
                [[ "${{title,,}}" == "${{typed,,}}"* ]] || continue
                COMPREPLY+=("$(printf '%q' "$title")")
            done < <(manicule list --titles 2>/dev/null)
            ;;
        completion) COMPREPLY=($(compgen -W "{shells}" -- "$word")) ;;
        help) COMPREPLY=($(compgen -W "{commands}" -- "$word")) ;;
        *) COMPREPLY=($(compgen -f -- "$word")) ;;
    esac
}}
complete -F _manicule manicule
"""

_MARKS = r"""marks=$'\\\\"\''"""
"""What a shell takes for quotation, to be left out of what is compared."""

_ZSH = """\
#compdef manicule
# Completion of manicule for zsh; made by `manicule completion zsh`.
_manicule() {{
    local command="" each
    for each in "${{(@)words[2,CURRENT-1]}}"; do
        [[ "$each" == -* ]] || {{ command="$each"; break }}
    done
    if [[ -z "$command" ]]; then
        local -a commands=(
{described}
        )
        _describe command commands
        return
    fi
    if [[ "$PREFIX" == -* ]]; then
        case "$command" in
{options}
        esac
        return
    fi
    case "$command" in
        ({titled})
            local -a titles=("${{(@f)$(manicule list --titles 2>/dev/null)}}")
            compadd -M 'm:{{a-z}}={{A-Z}}' -a titles
            ;;
        (completion) compadd {shells} ;;
        (help) compadd {commands} ;;
        (*) _files ;;
    esac
}}
if [[ "$funcstack[1]" == _manicule ]]; then _manicule "$@"; else compdef _manicule manicule; fi
"""


def completion(args: Namespace) -> int:
    """Print the script for a shell."""
    print(script(args.shell), end="")
    return 0


def script(shell: str) -> str:
    """Write the script for a shell."""
    from tui.terminal.parser import commands

    known = commands()
    titled = [name for name, parser in known.items() if _takes_article(parser)]
    if shell == "fish":
        return _fish(known, titled)
    options = {name: " ".join(_options(parser)) for name, parser in known.items()}
    if shell == "zsh":
        return _ZSH.format(
            described="\n".join(
                f"            {_quoted(f'{n}:{_does(p)}')}" for n, p in known.items()
            ),
            options="\n".join(
                f"            ({n}) compadd -- {words} ;;" for n, words in options.items()
            ),
            titled="|".join(titled),
            commands=" ".join(known),
            shells=" ".join(SHELLS),
        )
    reply = 'COMPREPLY=($(compgen -W "{}" -- "$word"))'
    return _BASH.format(
        marks=_MARKS,
        commands=" ".join(known),
        options="\n".join(
            f"            {name}) {reply.format(words)} ;;" for name, words in options.items()
        ),
        titled="|".join(titled),
        shells=" ".join(SHELLS),
    )


def _fish(known: dict[str, argparse.ArgumentParser], titled: list[str]) -> str:
    lines = ["# Completion of manicule for fish; made by `manicule completion fish`."]
    for name, parser in known.items():
        lines.append(
            "complete -c manicule -n __fish_use_subcommand -f "
            f"-a {name} -d {_quoted(_does(parser))}"
        )
        within = f"-n '__fish_seen_subcommand_from {name}'"
        lines += [
            f"complete -c manicule {within} -l {option[2:]}"
            for option in _options(parser)
            if option.startswith("--")
        ]
    within = f"-n '__fish_seen_subcommand_from {' '.join(titled)}'"
    lines.append(f"complete -c manicule {within} -f -a '(manicule list --titles 2>/dev/null)'")
    within = "-n '__fish_seen_subcommand_from completion'"
    lines.append(f"complete -c manicule {within} -f -a '{' '.join(SHELLS)}'")
    within = "-n '__fish_seen_subcommand_from help'"
    lines.append(f"complete -c manicule {within} -f -a '{' '.join(known)}'")
    return "\n".join(lines) + "\n"


def _takes_article(parser: argparse.ArgumentParser) -> bool:
    return any(action.metavar == "ARTICLE" for action in parser._actions)


def _options(parser: argparse.ArgumentParser) -> list[str]:
    return [option for action in parser._actions for option in action.option_strings]


def _does(parser: argparse.ArgumentParser) -> str:
    return (parser.description or "").rstrip(".")


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "’") + "'"
