"""Key claims: which are shown, and why."""

from __future__ import annotations

from rich.cells import cell_len

from storage.models import Claim, Kind
from tui.screens.reader_base import ReaderBase
from tui.widgets.cells import wrap

_WORDS_FROM = 50
"""Cells from which it is said what goes on, and not only by which key."""


class Claiming(ReaderBase, part=True):
    """Shows more claims or fewer, by density and by kind."""

    _explained: tuple[Claim | None, int] = (None, 0)
    """The claim whose reasons were told last, and how many parts of them."""

    def action_claims(self, number: int = 0) -> None:
        """Show the claims, or none; with a number, those of one kind."""
        if number:
            kinds = list(Kind)
            if number > len(kinds):
                self.say("Kinds are 1 fact, 2 value, 3 policy, 4 cause, 5 forecast.")
            else:
                self.action_kind(kinds[number - 1])
            return
        self.session.toggle_claims()
        self._claims_changed("Claims on." if self.session.claims_on else "Claims off.")
        self.did("claims")

    def action_density(self, by: int) -> None:
        """Show more claims, or fewer."""
        if self.session.change_density(by):
            count = len(self.session.claims)
            self._claims_changed(f"Density {self.session.density} of 5: {count} key claims.")
        else:
            self.say("That is as many as there are." if by > 0 else "That is the fewest.")

    def action_kind(self, kind: str) -> None:
        """Show the claims of one kind, or leave them out."""
        self.session.toggle_kind(Kind(kind))
        shown = "shown" if Kind(kind) in self.session.kinds else "left out"
        self._claims_changed(f"Claims of kind {kind} {shown}.")

    def _claims_changed(self, said: str) -> None:
        self.draw_marks()
        self.tell()
        self.say(said)

    def action_why(self) -> None:
        """Say why the passage at the cursor counts as a key claim."""
        claim = self.session.claim_here()
        if claim is None:
            self.say("No key claim here.")
        else:
            cues = ", ".join(claim.cues)
            self.aimed = self.session.point, claim
            self._explain(
                claim, f"{claim.kind.upper()} ({round(claim.score * 100)} of 100): {cues}"
            )
            self.did("why")

    def _explain(self, claim: Claim, reasons: str) -> None:
        """Tell as much of the reasons as one line holds; the same key goes on with the rest."""
        room = self.status.room
        on = self.keyed(" …   {reader.why} goes on" if room >= _WORDS_FROM else " … {reader.why}")
        parts = wrap(reasons, room)
        if len(parts) > 1:
            parts = wrap(reasons, room - cell_len(on) - 2)
        before, told = self._explained
        if claim != before or not self.answered or told >= len(parts):
            told = 0
        self._explained = claim, told + 1
        last = told == len(parts) - 1
        self.say(f"{'… ' if told else ''}{parts[told]}{'' if last else on}")
