"""The finding about how far the texts commit the partners to what their lists name (notebook 07)."""
from __future__ import annotations

from analysis.dataset import Dataset
from analysis.depth import JOINT, at_least, degrees, scale
from analysis.findings.finding import Choices, Finding, period
from analysis.presence import LISTED, NOT_LISTED
from analysis.wording import count, join, sentence, word

SIGNED = "binding"     # the degree of a signed instrument or a stated obligation, which need not bind: so its label alone is not said
LIMIT = ("A degree is what the text of a list states, not what the partners did; a text that states none says nothing against one, and who writes the text decides "
         "how much it tells. A signed instrument need not bind anybody. No other reading changes a degree: the variants change which mentions there are, and say nothing of their degrees.")


def depth(data: Dataset, choices: Choices) -> Finding:
    """Whether the texts tell a degree for more than half of the mentions, how many are joint or deeper, and what is so on the last list read of every partner.

    A mention is a topic at an event (`depth.degrees`). The value is how many mentions are joint or deeper: at most all those of which no deeper degree is ruled out by what
    was read. The claim is about the degrees that the texts tell at all.
    """
    table, labels = degrees(data), scale(data)
    total, told = len(table), int((table["degree"] != "").sum())
    if not total:
        return Finding("depth", "07-depth", 0, 0, ("none",), "No list was read", "No list was read, so no text tells a degree of commitment.", LIMIT, "")
    mentions = f"{'the one mention' if total == 1 else f'the {total} mentions'} of a topic on the lists of an event, however many of them name it there,"
    deep, held = [*labels][[*labels].index(JOINT):], list(zip(table["event"], table["topic"]))
    # By the rules of `at_least`: what was not read, or not told, may commit further.
    states = {d: [at_least(data, d, when="event").state(*mention) for mention in held] for d in deep}
    bounds = {d: (found.count(LISTED), len(found) - found.count(NOT_LISTED)) for d, found in states.items()}
    low, high = bounds[JOINT]
    if not told:
        return Finding("depth", "07-depth", 0, high, ("none",), "No text read tells how far the lists commit",
                       f"Of {mentions} no text read tells a degree of commitment.", LIMIT, period(data))
    shown = at_least(data, JOINT)
    partners = [c.key for c in shown.columns]
    everywhere = [c for c in shown.codes if all(shown.state(p, c) == LISTED for p in partners)]
    able = sum(all(shown.state(p, c) != NOT_LISTED for p in partners) for c in shown.codes)
    said = "; ".join(f"{_at_least(*bounds[d])} it {'states' if d == SIGNED else 'tells of'} {_words(d, labels[d])}{' or something deeper' if d != deep[-1] else ''}" for d in deep)
    most = "more than half" if 2 * told > total else "half" if 2 * told == total else "fewer than half"
    names = join([shown.labels[c] for c in everywhere]) if everywhere else "no topic"
    # A bound that rules out less than half of the topics says nothing, and is not said.
    may = ("" if able == len(everywhere) else f", and of those that some list names at most {count(able, 'topic')} may" if 2 * able <= len(shown.codes)
           else ", and what was not read leaves most open")
    whose = f"the last list read of {'all ' + word(len(partners)) + ' partners' if len(partners) > 1 else 'the one partner'}"
    return Finding(
        "depth", "07-depth", low, high, (most,), f"The texts tell a degree of commitment for {most} of {'the mentions' if total > 1 else 'the one mention'}",
        sentence(f"of {mentions} the text tells a degree for {word(told)}, {most} of them: {said}; on {whose} {names} "
                 f"{'stands' if len(everywhere) < 2 else 'stand'} with {_words(JOINT, labels[JOINT])} or something deeper for certain{may}"),
        LIMIT, period(data))


def _words(degree: str, label: str) -> str:
    return "that an instrument is signed or an obligation stated" if degree == SIGNED else f"a {label.lower()}"


def _at_least(low: int, high: int) -> str:
    """Of how many mentions something is said, as the beginning of a clause; the lower bound where it is open."""
    return f"of {'at least ' if high > low > 0 else ''}{word(low) if low else 'none for certain' if high else 'none'}"
