from storage.claims import at_density, find_claims
from storage.models import DEFAULT_DENSITY, BlockKind, Kind
from storage.welcome import welcome


def test_the_welcome_article_shows_a_claim_of_every_kind_at_once() -> None:
    article = welcome()
    claims = find_claims(article.text, article.blocks, article.title)
    assert {claim.kind for claim in at_density(claims, DEFAULT_DENSITY)} == set(Kind)


def test_the_welcome_article_has_a_title_an_author_and_sections() -> None:
    article = welcome()
    assert article.title == "The hand in the margin"
    assert article.byline == "The manicule authors"
    assert sum(block.kind is BlockKind.HEADING for block in article.blocks) >= 4
