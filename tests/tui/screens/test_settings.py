"""Settings on the screens: keys, look, what is remembered."""

from __future__ import annotations

import pytest
from textual.color import Color

from storage.paths import config_file, state_folder
from tui.app import ManiculeApp
from tui.commands import commands_of
from tui.dates import Dates
from tui.settings.model import Settings
from tui.settings.remembered import remember, remembered

THEMES = {"ink", "paper", "nord"}


@pytest.fixture
def opened(library, essay):
    def opening(settings: Settings, size=(120, 30), **options):
        app = ManiculeApp(library, article=essay.id, settings=settings, **options)
        return app.run_test(size=size)

    return opening


def shown(pilot) -> str:
    screen = pilot.app.screen
    return "\n".join(s.text for s in screen._compositor.render_strips()[: screen.size.height])


@pytest.mark.parametrize("theme", ["paper", "ink", "textual-dark", "nord"])
async def test_the_first_look_is_the_theme_s_own(opened, theme) -> None:
    def look(app) -> dict[str, str]:
        nodes = [app, *app.screen.walk_children(with_self=True)]
        return {str(node): node.styles.css for node in nodes}

    async with opened(Settings(theme=theme)) as pilot:
        await pilot.pause()
        first = look(pilot.app)
        pilot.app.refresh_css(animate=False)
        assert look(pilot.app) == first
        assert pilot.app.styles.background == Color.parse(pilot.app.theme_variables["background"])


async def test_a_rebound_key_works_and_the_old_one_does_not(opened) -> None:
    settings = Settings(keys={"reader.down": ("f9",), "reader.top": ("z z",), "reader.zen": ()})
    async with opened(settings) as pilot:
        await pilot.pause()
        reader = pilot.app.screen
        at = reader.session.point
        await pilot.press("j")
        assert reader.session.point == at
        await pilot.press("f9")
        assert reader.session.point > at
        await pilot.press("z", "z")
        assert reader.session.point == 0


async def test_help_palette_and_hints_name_the_rebound_keys(opened) -> None:
    settings = Settings(keys={"reader.help": ("f1",), "reader.why": ("g w",), "reader.copy": ()})
    async with opened(settings) as pilot:
        await pilot.pause()
        assert "f1 help" in shown(pilot)
        listed = {command.id: command.keys for command in commands_of(pilot.app.screen)}
        assert listed["reader.why"] == ("gw",)
        assert "reader.copy" not in listed
        await pilot.press("v")
        await pilot.pause()
        assert "↵ keep" in shown(pilot)
        assert "copy" not in shown(pilot).splitlines()[-1]


async def test_while_selecting_the_keys_of_the_selection_go_first(opened) -> None:
    async with opened(Settings(keys={"reader.why": ("l",)})) as pilot:
        await pilot.pause()
        reader = pilot.app.screen
        await pilot.press("v")
        end = reader.selection.end
        await pilot.press("l")
        assert reader.selection.end == end + 1


async def test_column_and_margin_are_those_of_the_settings(opened) -> None:
    async with opened(Settings(column=50, margin_width=30)) as pilot:
        await pilot.pause()
        frame = pilot.app.screen.page.spread.frame
        assert (frame.column, frame.margin) == (50, 30)
    async with opened(Settings(margin=False)) as pilot:
        await pilot.pause()
        assert pilot.app.screen.page.spread.frame.margin == 0


async def test_ascii_draws_nothing_that_a_typewriter_lacks(opened) -> None:
    async with opened(Settings(glyphs="ascii")) as pilot:
        await pilot.pause()
        await pilot.press("m", "m", "enter")
        await pilot.pause()
        assert not set(shown(pilot)) & set("☞⚑✎▎●○─━│›↵")
        assert "READ" in shown(pilot)


async def test_a_colour_of_ones_own_takes_the_theme_s_place(opened) -> None:
    async with opened(Settings(theme="ink", dark={"claim-fact": "#123456"})) as pilot:
        assert pilot.app.theme_variables["claim-fact"] == "#123456"
        pilot.app.theme = "paper"
        await pilot.pause()
        assert pilot.app.theme_variables["claim-fact"] != "#123456"


async def test_what_is_wrong_in_the_file_is_said_and_the_screen_opens(opened) -> None:
    async with opened(Settings(), complaints=["config.toml, line 3: nonsense."]) as pilot:
        await pilot.pause()
        assert "Slow streets" in shown(pilot)
        assert [n.message for n in pilot.app._notifications] == ["config.toml, line 3: nonsense."]


async def test_the_settings_are_read_again_without_leaving(opened) -> None:
    async with opened(Settings()) as pilot:
        await pilot.pause()
        config_file().parent.mkdir(parents=True, exist_ok=True)
        config_file().write_text(
            'column = 44\ntheme = "nord"\n[keys]\n"reader.down" = "f9"\n', encoding="utf-8"
        )
        await pilot.press("f5")
        await pilot.pause()
        assert pilot.app.theme == "nord"
        assert pilot.app.screen.page.spread.frame.column == 44
        at = pilot.app.screen.session.point
        await pilot.press("f9")
        assert pilot.app.screen.session.point > at


async def test_theme_and_column_chosen_inside_are_there_the_next_time(opened) -> None:
    async with opened(Settings()) as pilot:
        await pilot.pause()
        await pilot.press("T", "greater_than_sign")
        await pilot.pause()
    async with opened(Settings()) as pilot:
        await pilot.pause()
        assert pilot.app.theme == "paper"
        assert pilot.app.screen.page.measure == Settings().column + 4


def test_a_setting_changed_in_the_file_wins_over_what_was_chosen_before() -> None:
    usual = Settings()
    remember(usual, "theme", "paper")
    assert remembered(usual, THEMES).theme == "paper"
    assert remembered(usual._replace(theme="nord"), THEMES).theme == "nord"


@pytest.mark.parametrize(
    "text", ["", "[]", '{"sort": {"chosen": "colour", "instead_of": "saved"}}',
             '{"notes": {"chosen": "colour", "instead_of": "newest"}}',
             '{"theme": 3}', '{"column": {"chosen": 9, "instead_of": 72}}', "\x00",
             '{"theme": {"chosen": ["x"], "instead_of": "auto"}}', '{"column": {"instead_of": 72}}']
)  # fmt: skip
def test_a_spoilt_memory_is_no_memory(text: str) -> None:
    state_folder().mkdir(parents=True)
    (state_folder() / "chosen.json").write_text(text, encoding="utf-8")
    assert remembered(Settings(), THEMES) == Settings()


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light", "nord", "paper"])
async def test_every_theme_draws_the_page_and_help(opened, theme: str) -> None:
    async with opened(Settings(theme=theme)) as pilot:
        await pilot.pause()
        assert "Slow streets" in shown(pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        assert "keys" in shown(pilot)


async def test_with_ansi_colours_a_highlight_is_underlined(opened) -> None:
    async with opened(Settings(theme="ansi-dark")) as pilot:
        await pilot.pause()
        await pilot.press("enter", "j", "j", "j", "j")
        await pilot.pause()
        page = pilot.app.screen.page
        styles = [s.style for y in range(page.size.height) for s in page.render_line(y) if s.style]
        assert any(style.underline2 for style in styles)
        assert pilot.app.theme_variables["surface"] == "ansi_default"
        assert all(Color.from_rich_color(s.color).ansi is not None for s in styles if s.color)


async def test_dates_are_written_as_settled(library, article) -> None:
    made = library.add(article("Dated", published="2024-03-09"))[0]
    app = ManiculeApp(library, article=made.id, settings=Settings(dates=Dates.MONTH_DAY))
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.pause()
        assert "Mar 9 2024" in shown(pilot)
