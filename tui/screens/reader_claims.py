"""Key claims: which are shown, and why."""

from __future__ import annotations

from storage.models import Kind
from tui.screens.reader_base import ReaderBase


class Claiming(ReaderBase, part=True):
    """Shows more claims or fewer, by density and by kind."""

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
            self.say(f"{claim.kind.upper()} ({round(claim.score * 100)} of 100): {cues}")
            self.did("why")
