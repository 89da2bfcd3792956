"""The private names of Textual on which something stands; any release may rename them.

Those of the quick painting are looked for before it is used: without them plain Textual paints.
For those of the keys nothing else could stand: `manicule doctor` says when one is gone, and a
test that no private name is used which is not here.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

_THERE = (
    "textual._compositor:ChopsUpdate",
    "textual._compositor:CompositorUpdate.render_segments",
    "textual._compositor:LayoutUpdate",
    "textual._compositor:Compositor.render_full_update",
    "textual._compositor:Compositor.visible_widgets",
    "textual._parser:ParseError",
    "textual._xterm_parser:XTermParser.feed",
    "textual._xterm_parser:XTermParser.tick",
    "textual.app:App._display",
    "textual.driver:Driver.send_message",
    "textual.drivers.linux_driver:LinuxDriver.disable_input",
    "textual.drivers.linux_driver:LinuxDriver.process_message",
    "textual.drivers.linux_driver:LinuxDriver.run_input_thread",
    "textual.drivers.linux_driver:LinuxDriver.start_application_mode",
    "textual.drivers.linux_driver:LinuxDriver.stop_application_mode",
    "textual.drivers.linux_driver:LinuxDriver.write",
    "textual.message_pump:MessagePump.message_queue_size",
    "textual.screen:Screen._on_timer_update",
)
"""Modules, and what is to be found in them."""

_MADE = {
    "textual._compositor:ChopsUpdate": ("chops", "spans"),
    "textual._compositor:Compositor": ("size",),
    "textual._compositor:LayoutUpdate": ("region", "strips"),
    "textual.app:App": ("_batch_count", "_driver", "_exit", "_previous_cursor_position"),
    "textual.driver:Driver": ("_app", "_debug", "_loop"),
    "textual.drivers.linux_driver:LinuxDriver": (
        "_file",
        "_writer_thread",
        "exit_event",
        "fileno",
    ),
    "textual.message_pump:MessagePump": ("_running", "_thread_id"),
    "textual.screen:Screen": ("_compositor", "_dirty_widgets"),
    "textual.widget:Widget": (
        "_layout_required",
        "_refresh_styles_required",
        "_repaint_required",
    ),
}
"""Classes, and the attributes that their objects are given when they are made."""


_KEYS_THERE = (
    "textual.app:App._check_bindings",
    "textual.app:App._handle_exception",
    "textual.app:App._parse_action",
    "textual.command:CommandPalette._action_command_list",
    "textual.keys:_character_to_key",
    "textual.message:Message._set_forwarded",
    "textual.screen:Screen._forward_event",
    "textual.screen:Screen._modal_binding_chain",
    "textual.widget:Widget._forward_event",
    "textual.widget:Widget._merged_bindings",
)
_KEYS_MADE = {"textual.dom:DOMNode": ("_bindings", "_pruning")}


def missing() -> str | None:
    """Name something that this Textual does not have for the painting; None when all is there."""
    return _gone(_THERE, _MADE)


def missing_for_keys() -> str | None:
    """Name something that this Textual does not have for the keys; None when all is there."""
    return _gone(_KEYS_THERE, _KEYS_MADE)


def names() -> frozenset[str]:
    """Give every name that is looked for, without its place."""
    made = (name for group in (_MADE, _KEYS_MADE) for names in group.values() for name in names)
    there = (place.rpartition(":")[2].rpartition(".")[2] for place in (*_THERE, *_KEYS_THERE))
    return frozenset((*made, *there))


def _gone(there: Sequence[str], given_when_made: Mapping[str, Sequence[str]]) -> str | None:
    for place in there:
        if _at(place) is None:
            return place
    for place, names in given_when_made.items():
        made: Any = getattr(_at(place), "__init__", None)
        given = made.__code__.co_names if hasattr(made, "__code__") else ()
        for name in names:
            if name not in given:
                return f"{place}.{name}"
    return None


def _at(place: str) -> Any:
    module, _, path = place.partition(":")
    try:
        found: Any = sys.modules.get(module) or import_module(module)
        for name in path.split("."):
            found = getattr(found, name)
    except (ImportError, AttributeError):
        return None
    return found
