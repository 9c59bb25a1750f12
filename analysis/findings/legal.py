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
    says = {i: row.get("standing") for i, row in instruments.binding_sources(data).items()}
    lone = {b: sum(binds[i] == b and says[i] == instruments.SECONDARY for i in known) for b in ("yes", "no")}
    by = {b: f" ({_n(k)} of these by a secondary source only)" if k else "" for b, k in lone.items()}
    text = f"the sources that count name {count(len(known))}, {_n(len(signed))} of them signed or in force, and {_n(len(force))} in force"
    if more != [len(known), len(signed), len(force)]:
        text += f" (with secondary sources {more[0]}, {more[1]} and {more[2]})"
    text += f". A document calls {n['yes']} binding{by['yes']} and {n['no']} not binding{by['no']}" + (f", and of {n['unknown']} no document says it" if n["unknown"] != "none" else "")
    weak = sum(says[i] == instruments.SECONDARY for i in sure)
    text += f"; {_n(len(sure))} {'is' if len(sure) == 1 else 'are'} both binding and in force{f', {_n(weak)} of these binding by a secondary source only' if weak else ''}. "
    text += f"A {TREATY} is signed with {join(whose[False]) if whose[False] else 'nobody'}"
    text += f", and by secondary sources only with {join(whose[True])}" if whose[True] else ""
    claim = (len(known), len(signed), len(force), len(sure), tuple(sorted({partner[i] for i in treaties if i in firm})))
    return Finding(
        "binding", "09-instruments", len(signed), max(more[1], len(signed)), claim,
        f"{sentence(_n(len(signed)))[:-1]} of {count(len(known))} {'is' if len(signed) == 1 else 'are'} signed or in force" if more[0] else "No instrument is named",
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
    """With how many partners too long passed without a Council, by the claim on meetings; then the other measure, and last how the unlike claims come out.

    Its value and claim are about the latest claim on a stretch without a Council (`meetings.computed`): where its stored verdict and the dates disagree both are said, and
    neither is counted.
    """
    given = {(c, p): v for (c, p), v in verdicts(data).items() if p}
    limit = ("Each verdict holds under the definition beside it and no other. What no source read tells is open, and the claims were chosen because a document can bear them "
             "out or not: how many hold says nothing of the source as a whole.")
    if not given:
        return Finding("claims", "10-claims", 0, 0, (), "No claim can be judged", "No claim can be judged in this view.", limit, "")
    table = meetings.computed(data)
    # Of claims that differ in the day on which they are judged, the sentence has the latest.
    now = table[table["as_of"] == max(table["as_of"], key=dates.sort_key, default="")]
    on = now[now["months"] > 0]
    on = on[on["claim"] == on["claim"].iloc[0]] if len(on) else on
    found = {p: v if d in (v, OPEN) else "" for p, v, d in zip(on["partner"], on["stored"], on["dates"])}
    low, high = (sum(v in kinds for v in found.values()) for kinds in ((FAILS,), (FAILS, OPEN, "")))
    if on.empty:
        return Finding("claims", "10-claims", 0, 0, tuple((c, p, v) for (c, p), v in given.items()), "No claim on meetings can be judged",
                       f"No claim on meetings can be judged. {_totals(given)}", limit, "")
    months, late = on["months"].iloc[0], dates.say(on["as_of"].iloc[0])
    whose = _how_many(low, high, len(found))
    text = (f"with {whose} a stretch of more than {months} months, counted from the launch on, passed without a Council by {late}: {_stretches(data, on)}. "
            f"{_statement(data, on['claim'].iloc[0])} The definition counts from the launch to the first Council, from Council to Council, and on to that day.")
    text += "".join(_measure(data, rows) for claim, rows in now.groupby("claim", sort=False) if claim != on["claim"].iloc[0])
    return Finding("claims", "10-claims", low, high, tuple(found.items()), f"More than {months} months without a Council, counted from the launch: with {whose}",
                   sentence(f"{text} {_totals(given)}"), limit, "")


def _how_many(low: int, high: int, n: int) -> str:
    if n == 1:
        return "the one partner" if low else f"no partner{' for certain' if high else ''}"
    if low == n:
        return "both partners" if n == 2 else f"all {word(n)} partners"
    return f"{'at least ' if high > low > 0 else ''}{_n(low)}{' for certain' if high > low == 0 else ''} of {word(n)} partners"


def _stretches(data: Dataset, rows: pd.DataFrame) -> str:
    """Partner by partner what becomes of the claim, with the longest stretch from the launch on, the longest between two Councils, and what the first would be without those that only secondary
    sources tell of, where it would be another."""
    said = []
    for row in rows.to_dict("records"):
        alone = f"between two Councils {_days(row['between'], row['between_high'])}" if row["between"] == row["between"] else "fewer than two Councils seen"
        firm = meetings.chain(data, row["partner"], row["as_of"], shown=False)
        if firm and (span := meetings.stretch(firm)) != (row["low"], row["high"]):
            alone += f"; without the Councils that only secondary sources tell of, longest stretch {f'{span[0]} to {span[1]}' if span[0] < span[1] else span[0]} days"
        verb = {FAILS: "", HOLDS: "not ", OPEN: "not yet to be judged "}[row["stored"]]
        odd = f"; of the claim {_odd(row['stored'], row['dates'])}" if row["agrees"] == "no" else ""
        said.append(f"{'' if odd else verb}with {named(data, row['partner'])} (longest stretch {_days(row['low'], row['high'])}; {alone}{odd})")
    return "; ".join(said)


def _days(low: float, high: float) -> str:
    return f"{low:.0f} days" if low == high else f"at least {low:.0f} days" if low else f"at most {high:.0f} days"


def _statement(data: Dataset, claim: str) -> str:
    about = dict(zip(data.claims["claim"], data.claims["statement"]))[claim]
    return sentence(f"The claim, in our words: {dict(zip(data.statements['statement'], data.statements['claim']))[about]}")


def _measure(data: Dataset, rows: pd.DataFrame) -> str:
    """What becomes of another claim on meetings on the same day, verdict by verdict."""
    months = rows["months"].iloc[0]
    form = f"no stretch of more than {months} months without a Council" if months else "a Council in each full calendar year since the launch"
    said = [f"it {_VERBS[v]} for {join([named(data, p) for p in mine])}" for v in _VERBS
            if (mine := rows.loc[(rows["stored"] == v) & (rows["agrees"] != "no"), "partner"].tolist())]
    said += [f"for {named(data, r.partner)} {_odd(r.stored, r.dates)}" for r in rows[rows["agrees"] == "no"].itertuples()]
    return f" By another measure, {form}: {join(said)}."


def _odd(stored: str, dates_give: str) -> str:
    return f"the stored verdict is that it {_VERBS[stored]}, but the dates give that it {_VERBS[dates_give]}"


def _totals(given: dict[tuple[str, str], str]) -> str:
    """How the verdicts for single partners come out, as stored: of claims that are unlike, so that their sum is no result."""
    n, claimed = list(given.values()), [c for c, _ in given]
    about = dict.fromkeys(claimed)
    lone = sum(claimed.count(c) == 1 for c in about)
    said = [f"{_n(n.count(HOLDS))} hold{'s' * (n.count(HOLDS) == 1)}", f"{_n(n.count(FAILS))} do{'es' * (n.count(FAILS) == 1)} not", f"{_n(n.count(OPEN))} cannot be judged yet"]
    unlike = f"{word(len(about))} unlike claims, each a statement with a definition and a day" if len(about) > 1 else "one claim"
    return (f"In all there are {word(len(given))} verdict{'s' * (len(given) != 1)} for single partners, on {unlike}"
            f"{f', {word(lone)} of them about one partner alone' if lone else ''}: {join(said)}.")


_VERBS = {HOLDS: "holds", FAILS: "does not hold", OPEN: "cannot be judged yet"}


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
                   f"{NO_INVENTORY} The targets were made for the Union itself, and a match rests on the words of two labels; to meet none is no fault of a topic. "
                   "No other reading changes a match: the variants change which topics there are, and say nothing of their matches.",
                   period(data))
