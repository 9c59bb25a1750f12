"""The finding about how far the texts commit the partners to what their lists name (notebook 07)."""
from __future__ import annotations

from analysis.dataset import Dataset
from analysis.depth import JOINT, at_least, degrees, scale
from analysis.findings.finding import Choices, Finding, period
from analysis.presence import LISTED, NOT_LISTED
from analysis.wording import count, join, sentence, word

LIMIT = ("A degree is what the text of a list states, not what the partners did; a text that states none says nothing against one, and who writes the text decides "
         "how much it tells.")


def depth(data: Dataset, choices: Choices) -> Finding:
    """For how many entries a text tells a degree, how many are joint or deeper, and what is so on the last list read of every partner, with bounds.

    An entry is a topic at an event. Its value is how many entries are joint or deeper: at most all those of which no deeper degree is ruled out by what was read.
    """
    table, labels = degrees(data), scale(data)
    total, told = len(table), int((table["degree"] != "").sum())
    if not total:
        return Finding("depth", "07-depth", 0, 0, (False, ()), "No list was read", "No list was read, so no text tells a degree of commitment.", LIMIT, "")
    entries = f"the {count(total, 'topic')} that the lists of the partners name, each counted once an event," if total > 1 else "the one topic that a list names,"
    deep, held = [*labels][[*labels].index(JOINT):], list(zip(table["event"], table["topic"]))
    # By the rules of `at_least`: what was not read, or not told, may commit further.
    states = {d: [at_least(data, d, when="event").state(*entry) for entry in held] for d in deep}
    bounds = {d: (found.count(LISTED), len(found) - found.count(NOT_LISTED)) for d, found in states.items()}
    low, high = bounds[JOINT]
    if not told:
        return Finding("depth", "07-depth", 0, high, (False, ()), "No text read tells how far the lists commit",
                       f"Of {entries} no text read tells a degree of commitment.", LIMIT, period(data))
    shown = at_least(data, JOINT)
    partners = [c.key for c in shown.columns]
    everywhere = tuple(c for c in shown.codes if all(shown.state(p, c) == LISTED for p in partners))
    able = sum(all(shown.state(p, c) != NOT_LISTED for p in partners) for c in shown.codes)
    said = ", ".join(f"{_at_least(*bounds[d])} {labels[d].lower()}{' or deeper' if d != deep[-1] else ''}" for d in deep)
    most = "more than half" if 2 * told > total else "half" if 2 * told == total else "fewer than half"
    names = join([shown.labels[c] for c in everywhere]) if everywhere else "no topic"
    # A bound that rules out less than half of the topics says nothing, and is not said.
    may = "" if able == len(everywhere) else f", and at most {count(able, 'topic')} may" if 2 * able <= len(shown.codes) else ", and what was not read leaves most open"
    whose = f"the last list read of {'all ' + word(len(partners)) + ' partners' if len(partners) > 1 else 'the one partner'}"
    return Finding(
        "depth", "07-depth", low, high, (2 * told > total, everywhere),
        sentence(f"{_at_least(low, high, f' of {total} listed topics')} joint action or deeper")[:-1],
        sentence(f"of {entries} the text tells a degree for {word(told)}, {most} of them: {said}; on {whose} {names} "
                 f"{'stands' if len(everywhere) < 2 else 'stand'} in one of these degrees for certain{may}"),
        LIMIT, period(data))


def _at_least(low: int, high: int, of: str = "") -> str:
    """A number as the subject of a sentence, with its verb; its lower bound where it is open."""
    if not low:
        return f"none{of} {'is for certain' if high else 'is'}"
    return f"{'at least ' if high > low else ''}{word(low)}{of} {'is' if low == 1 else 'are'}"
