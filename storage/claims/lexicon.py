"""Closed lists of words that say what part of a sentence a word plays."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """Make a set of the words in a string."""
    return frozenset(listed.split())


AUXILIARIES = words(
    "is are was were am be been being has have had do does did can could will would shall should "
    "may might must cannot it's that's there's he's she's we've they've i've you've i'm i'd we'd "
    "ought isn't aren't"
)

FINITE_VERBS = words(
    "makes make made means mean meant becomes become became remains remain seems seem appears "
    "appear shows show showed suggests suggest requires require needs need helps help gives give "
    "gave takes take took leads lead led depends depend lies lie plays play played serves serve "
    "holds hold held keeps keep kept brings bring brought allows allow enables enable causes cause "
    "creates create provides provide offers offer contributes contribute wants want wanted works "
    "work knows know knew think thinks thought believe believes say says said tell tells told "
    "find finds found see sees saw get gets got go goes went come comes came begin began begins "
    "let lets use uses exist exists matter matters fail fails lose loses lost pay pays paid costs "
    "cost grow grows grew rise rises rose fall falls fell turn turns leave leaves left live lives "
    "feel feels felt hope hopes expect expects plan plans argue argues claim claims run runs ran "
    "put puts set sets stand stands stood tend tends follow follows include includes contain "
    "contains happen happens reflect reflects represent represents involve involves produce "
    "produces reduce reduces increase increases improve improves support supports protect "
    "protects ensure ensures prevent prevents focus focuses exceeds exceed differ differs relies "
    "rely deserve deserves carries carry continues continue"
)

BASE_VERBS = words(
    "accelerate achieve activate adapt add address adopt advance align allocate allow apply assess "
    "attract avoid balance boost bring build channel clarify combine concentrate conduct connect "
    "consider consolidate continue contribute control coordinate create cut deepen define deliver "
    "demand deploy design develop direct drive eliminate enable encourage end enforce enhance "
    "ensure establish evaluate expand explore extend facilitate fight finance find fix focus "
    "follow foster fund gather give give grow guarantee guide help hold identify implement improve "
    "include increase innovate integrate introduce invest keep launch lay lead learn leave let "
    "limit lower maintain make manage measure mobilize move open organize overcome pay pinpoint "
    "plan prepare prevent prioritize produce promote protect provide pursue push put raise reach "
    "rebuild recognize reduce reform regulate reinforce remove replace require respect restore "
    "restrict rethink review safeguard secure seek set share shift simplify speed spend start "
    "stimulate stop strengthen strive supplement support sustain tackle take target teach tighten "
    "train transform treat turn unify unleash update upgrade use widen work write"
)

STOP = words(
    "a about above after again against all also although always am an and another any are around "
    "as at away back be became because become been before being below between both but by came can "
    "cannot come could did do does doing done down during each either else enough even ever every "
    "few first for from further get give go goes going gone got had has have having he her here "
    "hers herself him himself his how however i if in indeed instead into is it its itself just "
    "keep kept last least less let like likely made make makes making many may maybe me might mine "
    "more most much must my myself near need needs neither never next no nor not nothing now of "
    "off often on once one only onto or other others our ours ourselves out over own per perhaps "
    "put quite rather really said same say says see seem seems several shall she should since so "
    "some something soon still such take than that that's the their theirs them themselves then "
    "there there's therefore these they thing things this those though through thus to together "
    "too toward towards two under until up upon us use used very via was way we well were what "
    "when where whether which while who whole whom whose why will with within without would yes "
    "yet you your yours yourself it's don't doesn't didn't isn't aren't wasn't weren't can't won't "
    "we're they're you're i'm i've we've they've you've i'd we'd we'll i'll you'll they'll he's "
    "she's let's etc new"
)
