"""What only greets, thanks, invites or announces is no claim."""

from __future__ import annotations

import pytest

from storage.claims import find_claims, paragraphs
from storage.claims.addressed import addressed


@pytest.mark.parametrize(
    "text",
    [
        "If you find a better hedge, let us know by the end of May.",
        "For more on hedges, please check out our other posts.",
        "Feel free to reach out to us at the garden gate.",
        "If you have hedges, walls, or both, and wish to see them thrive for a hundred years, "
        "let us know.",
        "We'd love to hear how your hedges have grown.",
        "If you like gardens, subscribe to the monthly letter.",
        "You can read the whole report on the website of the county.",
        "Learn more about how hedges are laid.",
        "Hello, and welcome to another week among the hedges.",
        "Thank you to everyone who came to the planting.",
        "Thanks to Ada Moor and Lil Prat for their patience.",
        "We also thank the county for its support.",
        "Thanks again to everyone who came to the planting.",
        "Thanks again!",
        "Thank you so much for your patience.",
        "Please call us on any morning but Sunday.",
        "Tell us what you think of the new hedge.",
        "If you are curious, ask us about hazel.",
        "Read more on hedges below.",
        "Read our three reports on hazel.",
        "You can reach me at the gate.",
        "For a copy of the plan, please write to hedges@example.org before June.",
        "Farmers who want hazel may get in touch with the county: hedges@example.org",
    ],
)
def test_greetings_thanks_and_invitations_claim_nothing(text: str) -> None:
    assert addressed(text)


@pytest.mark.parametrize(
    "text",
    [
        "This post was first published in the county paper.",
        "This interview has been edited and condensed for clarity.",
        "Tomorrow, we'll look at what grows beneath a hedge.",
        "In the next part, we turn to ditches.",
        "There are a few important things that we learned about hedges.",
        "Here are five ways to lay a hedge.",
        "Ada Moor is a senior lecturer in botany and writes on hedges.",
        "Photo by a neighbour, used with permission.",
        "The views expressed here are those of the gardener alone.",
        "Questions about the plan go to hedges@example.org until June.",
    ],
)
def test_what_only_tells_of_the_text_or_of_who_wrote_it_claims_nothing(text: str) -> None:
    assert addressed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks to hedges, the fields lose less soil.",
        "Read the deed before you move a hedge.",
        "We should share our tools with the next village.",
        "You can learn a lot about a farm by its hedges.",
        "There are two things that a hedge must never lack, and both of them are cheap, and both "
        "are to be had anywhere: time and water.",
        "The opinions of farmers should count for more than those of the county.",
        "This series of failures was the county's own doing.",
        "A hedge is a writer of history.",
        "Farmers who follow this rule lose nothing.",
        "Thanks again to cheap credit, prices doubled within a year.",
        "Thanks to China, hazel costs half of what it did.",
        "Thanks to all that rain, the hedges are green again.",
        "Thank you letters should be written by hand.",
        "Read more books and the mind grows stronger.",
        "Read our laws and you will find no hedge in them.",
        "Call us naive, but cities should ban cars.",
        "Ask me and I will say that kerbs must go.",
        "Tell me where the hedges went and I will tell you who farms there.",
        "Take a look at the map: the hedges are gone.",
        "You can see the loss in every village.",
        "Let us know our limits and live within them.",
        "Share this burden fairly and nobody will feel it.",
        "First published in 1859, the book changed what farmers thought of hedges.",
        "Images by satellite show that the hedges are gone.",
        "There are two reasons to plant a hedge: soil and shade.",
        "There are many reasons why counties should pay for hedges.",
        "Copyright should end with the author.",
        "Ada Moor is the first writer who counted them.",
        "Ada Moor (moor@example.org) found that hedges save two tonnes of soil a year.",
        "Few farmers still subscribe to this view of hedges.",
    ],
)
def test_what_is_claimed_in_like_words_is_kept(text: str) -> None:
    assert not addressed(text)


def test_no_invitation_is_marked_however_much_it_speaks_of_the_subject() -> None:
    text = (
        "Hedges save soil\n\nA hedge should stand on every slope, because roots hold the soil. "
        "Fields without one lose two tonnes a year.\n\n"
        "If your most important goal is to save soil with hedges, let us know. "
        "Subscribe to our newsletter, because soil matters to everyone."
    )
    assert find_claims(text, paragraphs(text))
    assert not any(
        "know" in c.text or "newsletter" in c.text for c in find_claims(text, paragraphs(text))
    )
