"""Findings about how lists moved from one event to the next (notebook 04)."""
from __future__ import annotations

from analysis.dataset import Dataset
from analysis.evolution import convergence, first_mentions, turnover
from analysis.findings.finding import Choices, Finding, named, newest, whose_list
from analysis.presence import presence
from analysis.wording import count, join, of, sentence, span, word

TWO_LISTS = "Whether a later list repeats a topic says something about two lists, and nothing about what became of the topic."


def repeats(data: Dataset, choices: Choices) -> Finding:
    """What each partner's last list repeats of the list before it, and what it names anew."""
    table = turnover(data, choices.grain).groupby("partner", sort=False).tail(1)
    said, claim, short = [], [], []
    for row in table.to_dict("records"):
        before, whose = row["kept"] + row["not repeated"], whose_list(data, row["to"])
        amount = f"all {word(before)}" if not row["not repeated"] and not row["unknown"] else f"{word(row['kept'])} of {word(before + row['unknown'])}"
        open_ = f", with {word(row['unknown'])} open" if row["unknown"] else ""
        said.append(f"{whose} repeats {amount} {choices.codes}s of the list before it and names {word(row['new']) if row['new'] else 'none'} anew{open_}")
        verb = "" if short else " later list repeats"
        noun = "" if short else f" {choices.codes}s"
        short.append(f"{of(named(data, row['partner']))}{verb} {word(row['kept'])} of {word(before)}{noun}")
        claim.append((row["partner"], row["not repeated"] == 0, row["new"] > row["not repeated"]))
    one = [named(data, p) for p in data.partners["partner"] if p not in set(table["partner"])]
    text = "; ".join(said) if said else "no partner has two lists that were read"
    if one and said:
        text += f"; of {join(one)} one list was read" if len(one) == 1 else f"; of {join(one)} one list each was read"
    kept = int(table["kept"].sum())
    return Finding("repeats", "04-evolution", kept, kept + int(table["unknown"].sum()), tuple(claim),
                   sentence(", ".join(short))[:-1] if 0 < len(short) < 4 else "What later lists repeat",
                   sentence(text), TWO_LISTS, newest(data))


def closer(data: Dataset, choices: Choices) -> Finding:
    """Whether the lists of the pairs of which both sides have a later list came closer."""
    table = convergence(data, choices.grain)
    both = table[table["sides"] == 2]
    words = {"closer": "came closer", "apart": "drew apart", "as before": "are as close as before", "unknown": "cannot be compared over time"}
    said = [f"the lists of {named(data, r['a'])} and {named(data, r['b'])} {words[r['move']]} (Jaccard index {span(r['launch'], r['launch'])} at launch, "
            f"{span(r['latest'], r['latest'])} on the latest lists)" for r in both.to_dict("records")]
    n = len(table)
    text = (f"of {count(n, 'pair')} {word(len(both))} {'has' if len(both) == 1 else 'have'} a later list on both sides" + (": " + join(said) if said else ""))
    pair = [f"the lists of {named(data, a)} and {named(data, b)} {words[m]}" for a, b, m in zip(both["a"], both["b"], both["move"])]
    title = sentence(pair[0])[:-1] if len(pair) == 1 else "Which lists came closer"
    low, high = (float(both["low"].min()), float(both["high"].max())) if len(both) else (float("nan"), float("nan"))
    return Finding("closer", "04-evolution", low, high, tuple(zip(both["a"], both["b"], both["move"])), title, sentence(text),
                   "Two lists can come closer because both are longer, or because the same authors wrote them; where one side has only its launch list nothing "
                   "is said of the pair.", newest(data))


def raised(data: Dataset, choices: Choices) -> Finding:
    """The topics that no list had named before a Council's list did."""
    table = first_mentions(data, choices.grain)
    shown = presence(data, choices.grain, "event")
    kind = dict(zip(data.events["event"], data.events["kind"]))
    later = [c for c, d in zip(table["code"], table["date"]) if all(kind[k.key] == "council" for k in shown.columns
                                                                    if k.date == d and (k.key, c) in shown.listed)]
    names = [shown.labels[c] for c in later]
    text = (f"of the {len(table)} {choices.codes}s on all lists read, {word(len(table) - len(later))} were first named by a list of another event than a "
            f"Council; the lists of Councils were the first to name {join(names) if names else 'none'}")
    return Finding("raised", "04-evolution", len(later), len(later), tuple(later),
                   f"Councils' lists raised {count(len(later), choices.codes)} that no list had named" + (f": {join(names)}" if 0 < len(names) < 4 else ""),
                   sentence(text), "First among the lists that were read: an event without a list may have named a topic earlier.", newest(data))
