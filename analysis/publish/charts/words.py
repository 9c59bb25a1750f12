"""What several charts say alike: which lists they compare, which pillar a colour means, and under which id they are known."""
from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from analysis import dates
from analysis.dataset import Dataset, categories
from analysis.findings import ALL, Choices
from analysis.fragility import headline, robust
from analysis.presence import presence
from analysis.publish import marks, style
from analysis.publish.charts.notes import Entry


@dataclass(frozen=True)
class Compared:
    """What a comparison takes from a partner: its name, how long its list is ("11", "11+" where that is the least, "no list"), and which list it is."""
    name: str
    length: str
    list: str


def heading(data: Dataset, name: str, plain: str, choices: Choices) -> str:
    """The title of a chart: that of the finding `name` where no other reading overturns it, else plain words for what the chart shows.

    A title is quoted without what stands beside it; so one that another defensible coding would overturn does not stand there alone. A finding about the
    record stands over no chart of less.

    >>> from analysis.example import toy
    >>> heading(toy(), "everybody", "What stands on whose list", Choices(when="launch"))
    'No topics stand on the launch list of all three partners'
    """
    about_this = not ALL[name].record or data.fullest() is data
    return headline(data, name, choices).title if about_this and robust(data, name, choices) else plain


def compared(data: Dataset, grain: str, when: str) -> dict[str, Compared]:
    """The lists that a comparison is about, by partner, in the partners' order. `grain` and `when` as in `presence`.

    >>> from analysis.example import toy
    >>> list(compared(toy(), "topic", "latest").values())[1:]
    [Compared(name='Bland', length='1+', list='2024 (not all read)'), Compared(name='Coast', length='1', list='November 2023 (its only list)')]
    """
    read = set(data.events.loc[data.events["lists"] > 0, "event"])
    lists = data.events.loc[data.events["lists"] > 0, "partner"].value_counts()
    shown, result = presence(data, grain, when), {}
    for c in shown.columns:
        name, length, said = data.label("partners", c.partner), "no list", "no list"
        if read & set(c.events):
            limit = " (not all read)" if not c.whole else " (its only list)" if lists[c.partner] == 1 else ""
            length = f"{len(shown.listing(c.key))}{'' if c.whole else '+'}"
            said = f"{'up to ' if len(c.events) > 1 else ''}{dates.say(c.date)}{limit}"
        result[c.key] = Compared(name, length, said)
    return result


def which_lists(when: str) -> str:
    """The words for the lists that `when` asks for (see `presence`).

    >>> which_lists("latest"), which_lists("ever"), which_lists("2023")
    ('latest lists', 'lists of all events', 'lists up to 2023')
    """
    return {"launch": "launch lists", "latest": "latest lists", "ever": "lists of all events"}.get(when) or f"lists up to {dates.say(when)}"


def permanent(name: str, grain: str, when: str = "latest") -> str:
    """The id of a chart under its choices; the usual ones are not in it.

    >>> permanent("pairs", "topic", "latest"), permanent("pairs", "theme", "launch")
    ('pairs', 'pairs-theme-launch')
    """
    return "-".join([name, *([grain] if grain != "topic" else []), *([when.replace("/", "-to-")] if when != "latest" else [])])


def pillar_key(data: Dataset, used: Collection[str], wide: float = 10, high: float = 10) -> list[Entry]:
    """The entries of a key for those pillars whose colours are used (`order.colours`); none for themes, which have no pillar.

    >>> from analysis.example import toy
    >>> [label for label, draw in pillar_key(toy(), {style.GREY, style.INK})]
    ['Outside the pillars']
    """
    pillars = categories(data.descriptor, "topics", "pillar")
    return [(pillars[pillar], lambda ax, x, y, colour=colour: marks.bar(ax, x - wide / 2, y, wide, high, colour))
            for pillar, colour in style.pillar_colours(list(pillars)).items() if colour in used]
