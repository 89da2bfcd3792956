"""Why a claim is one, told in as many steps as the window needs."""

from __future__ import annotations

import re

import pytest

CUES = tuple(f"reason number {n}" for n in range(1, 13))


@pytest.mark.parametrize("width", [40, 80, 300])
async def test_all_reasons_of_a_claim_can_be_seen_in_steps(sit, width) -> None:
    async with sit((width, 24)) as person:
        await person.press("g", "g", "]", "c")
        session = person.screen.session
        at = session.claims.index(session.claim_here())
        session.claims[at] = session.claims[at]._replace(cues=CUES)
        told = []
        for _ in range(40):
            await person.press("w")
            line = person.screen.status.render_line(0).text.strip().removeprefix("READ").strip()
            more = re.search(r" … +w( goes on)?$", line)
            told.append((line[: more.start()] if more else line).removeprefix("… "))
            if not more:
                break
        assert ", ".join(CUES) in " ".join(told)
        assert (len(told) > 1) is (width < 300)
        await person.press("w")
        assert "VALUE (" in person.screen.status.render_line(0).text
        await person.press("j", "k", "w")
        assert "VALUE (" in person.screen.status.render_line(0).text
