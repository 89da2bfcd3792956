"""The names of Textual's own on which the quick painting stands, looked for before it is used.

They are private, so that any release may rename them; then plain Textual paints.
"""

from __future__ import annotations

import sys
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


def missing() -> str | None:
    """Name something that this Textual does not have; None when all is there."""
    for place in _THERE:
        if _at(place) is None:
            return place
    for place, names in _MADE.items():
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
