"""No private name of Textual or Rich is used that is not looked for."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import sys
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from textual.dom import DOMNode

import tui
from tui import private_names

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has a driver of its own")

OF_PYTHON = {"_fields", "_replace", "_asdict", "_actions", "_ActionsContainer"}
"""Named tuples' and argparse's."""
OF_SERVING = {"_SubParsersAction", "_process_messages"}
"""argparse's, and that of a package of which one minor version is asked for."""


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def trees(package: object) -> Iterator[ast.AST]:
    for path in Path(inspect.getfile(package)).parent.rglob("*.py"):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def given(nodes: Iterator[ast.AST]) -> set[str]:
    """Name what a package makes: functions, classes, names, and attributes of `self`."""
    found: set[str] = set()
    for node in nodes:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case ast.ClassDef(name=name) | ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                found.add(name)
    return found


def test_every_private_name_that_is_used_is_ours_or_looked_for() -> None:
    ours = given(trees(tui))
    used = {
        node.attr for node in trees(tui) if isinstance(node, ast.Attribute) and private(node.attr)
    }
    assert used - ours - private_names.names() <= OF_PYTHON | OF_SERVING
    imported = {
        alias.name
        for node in trees(tui)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("textual", "rich"))
        for alias in node.names
        if private((node.module or "").rpartition(".")[2]) or private(alias.name)
    }
    there = {place.rpartition(":")[2].partition(".")[0] for place in private_names._THERE}
    assert imported <= there | private_names.names() | {"XTermParser"}


def test_no_class_of_ours_takes_a_private_name_of_its_base_unawares() -> None:
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        if module.name.startswith("tui.serving"):
            continue  # needs a package that may not be there
        importlib.import_module(module.name)
    taken = {
        f"{kind.__name__}.{name}"
        for kind in _kinds(DOMNode)
        if kind.__module__.startswith("tui.")
        for name in _own(kind)
        if private(name) and name not in private_names.names()
        for base in kind.__mro__[1:]
        if base.__module__.startswith(("textual", "rich")) and name in _own(base)
    }
    assert taken == set()


def test_all_that_the_keys_stand_on_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert private_names.missing_for_keys() is None
    monkeypatch.delattr("textual.app.App._parse_action")
    assert private_names.missing_for_keys() == "textual.app:App._parse_action"


def test_the_doctor_says_when_a_name_is_gone(manicule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("textual.app.App._parse_action")
    done = manicule("doctor")
    assert done.status == 1
    assert "this Textual has no textual.app:App._parse_action" in done.out


def _kinds(base: type) -> set[type]:
    return {base}.union(*map(_kinds, base.__subclasses__()))


@cache
def _own(kind: type) -> set[str]:
    """Name the attributes of a class, and those that it gives its objects."""
    [tree] = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(tree, ast.ClassDef)
    within = [node for node in ast.walk(tree) if not isinstance(node, ast.Name)]
    named = (n for line in tree.body if isinstance(line, ast.Assign | ast.AnnAssign)
             for n in ast.walk(line))  # fmt: skip
    return given(iter([*within, *named]))
