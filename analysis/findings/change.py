"""Findings about how lists moved from one event to the next (notebook 04)."""
from __future__ import annotations

from analysis import dates
from analysis.dataset import Dataset
from analysis.evolution import convergence, first_mentions, turnover
from analysis.findings.finding import Choices, Finding, named, period, unlike, whose_list
from analysis.overlap import pairs
from analysis.presence import presence
from analysis.wording import count, join, of, sentence, span, word

TWO_LISTS = "Whether a later list repeats a topic says something about two lists, and nothing about what became of the topic."


def repeats(data: Dataset, choices: Choices) -> Finding:
    """What each partner's last list repeats of the list before it, and what it names anew."""
    table = turnover(data, choices.grain).groupby("partner", sort=False).tail(1).to_dict("records")
    said, claim, short, events, possible = [], [], [], [], 0
    for row in table:
        before, whose = row["before"], whose_list(data, row["to"])
        open_ = before - row["kept"] - row["not repeated"]      # on the earlier list, and the later one was not read whole
        least = "at least " if open_ else ""
        new = word(row["new"]) if row["new"] else "none"
        anew = f"names {new} anew" if row["whole"] else f"names at least {new} anew" if row["new"] else "may name others anew"
        said.append(f"{whose} {_repeated(row['kept'], before, open_, choices.codes)} of the list before it and {anew}")
        part = f"{least}{word(row['kept'])}" if row["kept"] else "" if open_ else "none"      # where all is open there is nothing for a title
        short.append(part and f"{of(named(data, row['partner']))}{'' if short else ' later list repeats'} {part} of {word(before)}"
                     + ("" if short else f" {choices.codes}{'' if before == 1 else 's'}"))
        claim.append((row["partner"], row["not repeated"] == 0, row["new"] > row["not repeated"]) if row["whole"] else (row["partner"], "open"))
        possible += open_
        events += [row["from"], row["to"]]
    one = [named(data, p) for p in data.partners["partner"] if p not in {row["partner"] for row in table}]
    text = "; ".join(said) if said else "no partner has two lists that were read"
    if one and said:
        text += f"; of {join(one)} one list {'each ' if len(one) > 1 else ''}was read"
    kept = sum(row["kept"] for row in table)
    return Finding("repeats", "04-evolution", kept, kept + possible, tuple(claim),
                   sentence(", ".join(short))[:-1] if 0 < len(short) < 4 and all(short) else "What later lists repeat", sentence(text),
                   TWO_LISTS + unlike(data, events), period(data))


def _repeated(kept: int, before: int, open_: int, noun: str) -> str:
    """How much of the list before it a list repeats.

    >>> _repeated(4, 4, 0, "topic"), _repeated(2, 2, 0, "topic"), _repeated(0, 1, 0, "topic"), _repeated(0, 9, 2, "topic")
    ('repeats all four topics', 'repeats both topics', 'does not repeat the one topic', 'may repeat some of nine topics')
    """
    of_all = "the one " + noun if before == 1 else f"{word(before)} {noun}s"
    if kept == before:
        return f"repeats both {noun}s" if before == 2 else f"repeats {'' if before == 1 else 'all '}{of_all}"
    if kept:
        return f"repeats {'at least ' if open_ else ''}{word(kept)} of {of_all}"
    return f"may repeat {'' if before == 1 else 'some of '}{of_all}" if open_ else f"{'does not repeat' if before == 1 else 'repeats none of'} {of_all}"


def closer(data: Dataset, choices: Choices) -> Finding:
    """Whether the lists of the pairs of which both sides have a later list came closer."""
    table = convergence(data, choices.grain)
    both = table[table["sides"] == 2]
    words = {"closer": "came closer", "apart": "drew apart", "as before": "are as close as before"}
    pair = [(f"{named(data, r['a'])} and {named(data, r['b'])}", words.get(r["move"]), r) for r in both.to_dict("records")]
    said = [f"the lists of {who} {moved} (Jaccard index {span(r['launch'], r['launch_high'])} at launch, {span(r['latest'], r['latest_high'])} on the last lists read)"
            for who, moved, r in pair if moved]
    open_ = [who for who, moved, _ in pair if not moved]
    if open_:
        said.append(f"whether those of {join(open_, 'or')} came closer is open, because what was not read may change the answer")
    text = f"of {count(len(table), 'pair')} {word(len(both))} {'has' if len(both) == 1 else 'have'} a later list on both sides" + (": " + "; ".join(said) if said else "")
    low, high = (float(both["low"].min()), float(both["high"].max())) if len(both) else (float("nan"), float("nan"))
    return Finding("closer", "04-evolution", low, high, tuple(zip(both["a"], both["b"], both["move"])),
                   sentence(f"the lists of {pair[0][0]} {pair[0][1]}")[:-1] if len(pair) == 1 and pair[0][1] else "Which lists came closer", sentence(text), _ceilings(data, choices, both), period(data))


def _ceilings(data: Dataset, choices: Choices, both) -> str:
    """The limit of `closer`: what the lengths alone allow, at launch and later, beside the other measure."""
    said = []
    for when, words in (("launch", "at launch"), ("latest", "later")):
        table = pairs(data, choices.grain, when)
        for row in table[[(a, b) in set(zip(both["a"], both["b"])) for a, b in zip(table["a"], table["b"])]].to_dict("records"):
            short, long = sorted((row["a_length"], row["b_length"]))
            said.append(f"{words} {named(data, row['a'])} and {named(data, row['b'])} list {row['a_length']} and {row['b_length']}, which allows an index of "
                        f"{span(short / long, short / long) if long else 'nothing'} at most, and their overlap coefficient is {span(row['coefficient'], row['coefficient_high'])}")
    events = [e for when in ("launch", "latest") for c in presence(data, choices.grain, when).columns for e in c.events if c.partner in {*both["a"], *both["b"]}]
    return ("Lengths move the index too" + (": " + "; ".join(said) if said else "") + ". Who drafted the lists is not known, and where one side has only its "
            "launch list nothing is said of the pair." + unlike(data, events))


def raised(data: Dataset, choices: Choices) -> Finding:
    """The topics that no list had named before a Council's list did."""
    table = first_mentions(data, choices.grain)
    shown = presence(data, choices.grain, "event")
    kind = dict(zip(data.events["event"], data.events["kind"]))
    named_by = {c: [k for k in shown.columns if (k.key, c) in shown.listed] for c in table["code"]}
    # Certain only where every list of another event that names it is of a later date, whatever days the dates leave open.
    later = [c for c, lists in named_by.items() if any(kind[e.key] == "council" and all(
        kind[other.key] == "council" or dates.order(other.date, e.date) > 0 for other in lists) for e in lists)]
    names = [shown.labels[c] for c in later]
    text = (f"of the {len(table)} {choices.codes}s on all lists read, {word(len(later)) if later else 'none'} {'was' if len(later) == 1 else 'were'} first named by a "
            f"Council's list" + (f": {join(names)}" if names else ""))
    return Finding("raised", "04-evolution", len(later), len(later), tuple(later),
                   f"{join(names) if 0 < len(names) < 4 else sentence(count(len(later), choices.codes))[:-1]} {'is' if len(later) == 1 else 'are'} first named by a Council's list",
                   sentence(text), "First among what was read: an event without a list, or the rest of one read in part, may have named a topic earlier. Councils come late, when most topics "
                   "have been named; what is new to one partner's own list is another count.", period(data))
