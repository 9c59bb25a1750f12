"""Findings about the legal tier, about claims held against the record, and about targets (notebooks 09, 10 and 11)."""
from __future__ import annotations

import pandas as pd

from analysis import crosswalk, dates, instruments, meetings
from analysis.claims import FAILS, HOLDS, OPEN, verdicts
from analysis.dataset import Dataset, categories
from analysis.findings.finding import NO_INVENTORY, Choices, Finding, named, period
from analysis.presence import presence
from analysis.wording import join, sentence, word

TREATY = "digital trade agreement"     # the kind of instrument that the sentence says for each partner


def binding(data: Dataset, choices: Choices) -> Finding:
    """How many instruments are signed, in force and binding, and with whom a digital trade agreement is signed.

    The numbers are those of the sources that count; what only secondary ones say stands beside them, marked.
    """
    partner = dict(zip(data.instruments["instrument"], data.instruments["partner"]))
    kind, binds = (dict(zip(data.instruments["instrument"], data.instruments[c].astype(str))) for c in ("kind", "binding"))
    steps = ("", "signed", "in-force")
    known, signed, force = (instruments.reached(data, step) for step in steps)
    more = [len(instruments.reached(data, step, "any")) for step in steps]
    sure = [i for i in force if binds[i] == "yes"]
    treaties = [i for i in instruments.reached(data, "signed", "any") if kind[i] == TREATY]
    firm = {*signed} & {*instruments.reached(data, "signed", "firm")}
    whose = {lone: [named(data, partner[i]) + _fought(data, i) for i in treaties if (i not in firm) == lone] for lone in (False, True)}
    n = {b: _n(sum(binds[i] == b for i in known)) for b in ("yes", "no", "unknown")}
    text = f"the sources that count name {count(len(known))}, {_n(len(signed))} of them signed and {_n(len(force))} in force"
    if more != [len(known), len(signed), len(force)]:
        text += f" (with secondary sources {more[0]}, {more[1]} signed and {more[2]} in force)"
    text += f". A document calls {n['yes']} binding and {n['no']} not binding" + (f", and of {n['unknown']} no document says it" if n["unknown"] != "none" else "")
    text += f"; {_n(len(sure))} {'is' if len(sure) == 1 else 'are'} both binding and in force. "
    text += f"A {TREATY} is signed with {join(whose[False]) if whose[False] else 'nobody'}"
    text += f", and by secondary sources only with {join(whose[True])}" if whose[True] else ""
    claim = (len(known), len(signed), len(force), len(sure), tuple(sorted({partner[i] for i in treaties if i in firm})))
    return Finding(
        "binding", "09-instruments", len(signed), max(more[1], len(signed)), claim,
        f"{sentence(_n(len(signed)))[:-1]} of {count(len(known))} {'is' if len(signed) == 1 else 'are'} signed" if more[0] else "No instrument is named",
        sentence(text) if more[0] else "The sources of this view name no instrument.",
        "What is signed and not in force does not bind yet, and what does not bind may still be kept. An instrument that no source read names is unknown "
        "here, not absent. An instrument is no area of cooperation and enters no count of topics.", "")


def count(n: int) -> str:
    """A number of instruments in words.

    >>> count(1), count(14)
    ('one instrument', '14 instruments')
    """
    return f"{word(n)} instrument{'s' * (n != 1)}"


def _n(n: int) -> str:
    return word(n) if n else "none"


def _fought(data: Dataset, instrument: str) -> str:
    table = instruments.stages(data)
    return " (on a day that sources dispute)" if table.loc[(table["instrument"] == instrument) & (table["stage"] == "signed"), "contested"].any() else ""


def claims(data: Dataset, choices: Choices) -> Finding:
    """How many verdicts on a claim for a partner hold, do not hold and are open; and partner by partner what becomes of the claim on meetings."""
    given = {(c, p): v for (c, p), v in verdicts(data).items() if p}
    n = {v: list(given.values()).count(v) for v in (HOLDS, FAILS, OPEN)}
    about = len({c for c, _ in given})
    said = [f"{_n(n[HOLDS])} hold{'s' * (n[HOLDS] == 1)}", f"{_n(n[FAILS])} do{'es' * (n[FAILS] == 1)} not hold", f"{_n(n[OPEN])} cannot be judged yet"]
    text = f"of {word(about)} claim{'s' * (about != 1)}, judged partner by partner {word(len(given))} time{'s' * (len(given) != 1)}, {join(said)}"
    table = meetings.computed(data)
    # Of claims that differ in the day on which they are judged, the sentence has the latest.
    late = max(table["as_of"], key=dates.sort_key, default="")
    now = table[table["as_of"] == late]
    text += _meetings(data, now, late) if len(now) else ""
    text = sentence(text) if given else "No claim can be judged in this view."
    return Finding("claims", "10-claims", n[HOLDS], n[HOLDS] + n[OPEN], tuple((c, p, v) for (c, p), v in given.items()),
                   f"{sentence(_n(n[HOLDS]))[:-1]} of {word(len(given))} verdicts: the claim holds" if given else "No claim can be judged", text,
                   "Each verdict holds under the definition beside it and no other. What no source read tells is open, and the claims were chosen because "
                   "a document can bear them out or not.", "")


def _meetings(data: Dataset, now: pd.DataFrame, late: str) -> str:
    """What becomes of the claims on meetings: each measure with a letter, then a sentence for each partner, with the longest stretch that the dates leave it."""
    forms, said = {}, []
    for claim, months in zip(now["claim"], now["months"]):
        form = f"no stretch of more than {months} months without a Council" if months else "a Council in each full calendar year since the launch"
        forms.setdefault(claim, f"({chr(97 + len(forms))}) {form}")
    words = dict(zip(data.statements["statement"], data.statements["claim"]))
    quoted = dict.fromkeys(f"“{words[s].rstrip('.')}”" for c, s in zip(data.claims["claim"], data.claims["statement"]) if c in forms)
    for partner, rows in now.groupby("partner", sort=False):
        parts = []
        for row in rows.to_dict("records"):
            days = f"{row['low']}" if row["low"] == row["high"] else f"at least {row['low']}" if row["low"] else f"at most {row['high']}"
            verb = {HOLDS: "holds", FAILS: "does not hold", OPEN: "cannot be judged yet"}[row["stored"]]
            parts.append(f"{forms[row['claim']][:3]} {verb}" + (f" (longest stretch {days} days)" if row["months"] else ""))
        said.append(f"For {named(data, partner)} {join(parts)}")
    return f". {join([*quoted])}, as of {dates.say(late)}, is taken as {join([*forms.values()], 'or as')}. {'. '.join(said)}"


def targets(data: Dataset, choices: Choices) -> Finding:
    """How many of the topics on the lists meet a target of the Digital Decade, and how many have a EuroVoc concept that is exact."""
    of, topics = crosswalk.matches(data), presence(data, "topic", "ever").codes
    names = categories(data.descriptor, "crosswalk", "vocabulary")
    rows = [of[t, crosswalk.TARGETS] for t in topics if (t, crosswalk.TARGETS) in of]
    hit = [r for r in rows if crosswalk.is_target(r) and r["match"] != crosswalk.NONE]
    near = [r for r in hit if r["match"] in ("exact", "close")]
    beside = [r for r in rows if r["match"] != crosswalk.NONE and not crosswalk.is_target(r)]
    none = [r for r in rows if r["match"] == crosswalk.NONE]
    others = [v for v in names if v != crosswalk.TARGETS]
    exact = {v: sum(of[t, v]["match"] == "exact" for t in topics if (t, v) in of) for v in others}
    unjudged = len(topics) - len(rows)
    most, n = len(hit) + unjudged, len(topics)
    claim = "fewer than half" if 2 * most < n else "at least half" if 2 * len(hit) >= n else "open"
    text = ((f"{claim} of the {n} topics on all lists read meet" if claim != "open" else f"it is open whether half of the {n} topics on all lists read meet")
            + f" a target of the {names[crosswalk.TARGETS]}: {_n(len(hit))} {'does' if len(hit) == 1 else 'do'} ({_n(len(near))} of them exactly or closely), "
            f"{_n(len(beside))} meet{'s' * (len(beside) == 1)} a wider point or objective only, and {_n(len(none))} meet{'s' * (len(none) == 1)} nothing in it"
            + (f" ({word(unjudged)} {'is' if unjudged == 1 else 'are'} not judged)" if unjudged else "")
            + "".join(f"; {_n(k)} {'has' if k == 1 else 'have'} a concept in {names[v]} that is exact" for v, k in exact.items()))
    if not rows:
        text = "the topics of this view are held against no other vocabulary"
    return Finding("targets", "11-targets", len(hit), most, (claim if rows else "no crosswalk",),
                   f"{len(hit)} of {len(topics)} topics meet a target of the {names[crosswalk.TARGETS]}" if rows else "No crosswalk", sentence(text),
                   f"{NO_INVENTORY} The targets were made for the Union itself, and a match rests on the words of two labels; to meet none is no fault of a topic.",
                   period(data))
