from __future__ import annotations

import asyncio
import os
import sys

import pytest

from tui.shell import Running, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its shell has other words")


class Ear:
    """Hears everything, or only so much."""

    def __init__(self, most: int = 1 << 30) -> None:
        self.heard = ""
        self._most = most

    def __call__(self, text: str) -> bool:
        self.heard += text
        return len(self.heard) < self._most


async def test_a_command_gets_the_text_and_its_output_is_heard() -> None:
    ear = Ear()
    ending = await run("tr a-z A-Z", "Straße\n", ear)
    assert ear.heard == "STRAßE\n"
    assert (ending.status, ending.killed) == (0, False)


async def test_its_complaints_and_its_status_are_told() -> None:
    ear = Ear()
    ending = await run("echo wrong >&2; exit 3", "", ear)
    assert (ear.heard, ending.status) == ("wrong\n", 3)


async def test_a_command_that_is_not_there_is_the_shells_business() -> None:
    ear = Ear()
    ending = await run("no-such-command-anywhere", "", ear)
    assert ending.status == 127
    assert "no-such-command-anywhere" in ear.heard


async def test_a_command_that_reads_nothing_is_no_failure() -> None:
    ending = await run("exec 0<&-; echo done", "word " * 200_000, ear := Ear())
    assert (ear.heard, ending.status) == ("done\n", 0)


async def test_killing_it_ends_what_it_has_started_too() -> None:
    started: list[Running] = []
    ear = Ear()

    def hear(text: str) -> bool:
        ear(text)
        started[0].kill()
        return True

    ending = await run("sleep 600 & echo $!; wait", "", hear, started.append)
    assert (ending.status, ending.killed) == (137, True)
    await _gone(int(ear.heard))


async def test_a_command_that_writes_without_end_is_ended() -> None:
    ear = Ear(100_000)
    ending = await run("yes", "", ear)
    assert ending.killed
    assert 100_000 <= len(ear.heard) < 200_000


async def test_what_a_command_leaves_behind_is_not_waited_for() -> None:
    ear = Ear()
    ending = await run("sleep 600 & echo $!", "", ear)
    assert (ending.status, ending.killed) == (0, False)
    os.kill(int(ear.heard), 9)


async def test_calling_it_off_kills_it() -> None:
    ear = Ear()
    task = asyncio.create_task(run("echo $$; exec sleep 600", "", ear))
    while not ear.heard:
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await _gone(int(ear.heard))


async def test_it_has_no_terminal() -> None:
    ending = await run("exec 3</dev/tty", "", Ear())
    assert ending.status != 0


async def _gone(pid: int) -> None:
    """Wait until a process is no more; one that nobody has collected is no more either."""
    for _ in range(1000):
        try:
            os.kill(pid, 0)
            with open(f"/proc/{pid}/stat") as file:
                if file.read().rpartition(")")[2].split()[0] == "Z":
                    return
        except OSError:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{pid} still runs")
