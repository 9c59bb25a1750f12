"""The report: an index, what to explore, topics and partners, a page for each notebook, and what changed since the last edition."""
from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from analysis import dates
from analysis.answer import reach
from analysis.dataset import Dataset
from analysis.editions import Changes
from analysis.findings import ALL
from analysis.publish import blocks, citing, editions, explorer, gallery, pages, places, search, single, summary
from analysis.reading import PROJECT

REPORTS = PROJECT / "_reports"


def report(data: Dataset, notebooks: Mapping[str, Mapping], about_this_corpus: bool = True, findings: Mapping | None = None, changes: Changes | None = None,
           away: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """The pages of the report, by file name, index.html first.

    `findings` is what `summary.found` gives, where it is at hand; `changes` are those since the last edition, and without them there is no page of them; `away` are the files
    that stand beside the pages (see `takeaway`), and without them no page leads to any.
    """
    return {name: text.encode() for name, text in _texts(data, notebooks, about_this_corpus, findings, changes, away or {}).items()}


def one(data: Dataset, notebooks: Mapping[str, Mapping], about_this_corpus: bool = True, findings: Mapping | None = None, changes: Changes | None = None,
        script: bool = True) -> str:
    """The same pages in one HTML text; without `script`, as for paper."""
    listed = _listed(data, notebooks, changes)
    return single.single(_site(data, listed, {}), _texts(data, notebooks, about_this_corpus, findings, changes, {}), script)


def _listed(data: Dataset, notebooks: Mapping[str, Mapping], changes: Changes | None) -> tuple[pages.Page, ...]:
    """The pages in reading order, as the bar at the top has them."""
    found = [pages.Page("index.html", data.title, "Summary"), pages.Page("explorer.html", explorer.TITLE, "Explore"), pages.Page("topics.html", places.TOPICS, "Topics")]
    found += [] if changes is None else [pages.Page("changes.html", editions.title(changes), "What changed")]
    found += [pages.Page(f"partner-{p}.html", name, short, "Partners") for p, name, short in zip(*(data.partners[c] for c in ("partner", "name", "short")))]
    found += [pages.Page(f"{name}.html", pages.title(notebook), name.partition("-")[2].capitalize(), "Questions") for name, notebook in notebooks.items()]
    return tuple(found)


def _texts(data: Dataset, notebooks: Mapping[str, Mapping], about: bool, findings: Mapping | None, changes: Changes | None, away: Mapping[str, bytes]) -> dict[str, str]:
    findings, listed = findings or summary.found(data), _listed(data, notebooks, changes)
    whole = data.fullest()
    site, record = (_site(shown, listed, away) for shown in (data, whole))
    # A page that rests on the record, whatever view is shown, says so where it says which data it is, and how to cite it.
    rests = {made.notebook for made in ALL.values() if made.record}
    charts = [markup for notebook in notebooks.values() for markup in gallery.stored(notebook)]
    made = {"index.html": pages.index_page(
        site, title=data.title, standfirst=data.descriptor["description"], about=summary.about(data), view=data.view, **findings,
        chart=summary.leading(charts, findings["findings"][0]["title"]), limits=summary.LIMITS, data=summary.known(data), away=summary.away(away),
        found=search.entries(whole, summary.searched(findings)), cited=citing.cite_dataset(data), judged=f"{ALL['claims'].notebook}.html",
        described=citing.json_ld(data, {name: content for name, content in away.items() if name.startswith("data/")}))}
    made["explorer.html"] = explorer.page(data, site if whole is data else _of_both(data, whole, site), "explorer.html")
    made["topics.html"] = places.topics_page(whole, record, "topics.html")
    made |= {f"partner-{p}.html": places.partner_page(whole, record, p, f"partner-{p}.html", asked=data) for p in data.partners["partner"]}
    made |= {f"{name}.html": pages.notebook_page(notebook, record if name in rests else site, f"{name}.html", about) for name, notebook in notebooks.items()}
    if changes is not None:
        made["changes.html"] = editions.page(changes, site, "changes.html", view=data.view, topics=set(whole.everything().topics["topic"]))
    return made


def _of_both(data: Dataset, whole: Dataset, site: pages.Site) -> pages.Site:
    """The site as a page has it that shows a view and the record, whichever its reader asks for."""
    return replace(site, edition=f"Edition {data.edition}, {dates.say(data.created)}, views ‘{data.view}’ and ‘{whole.view}’", note=reach(whole), citation=blocks.citation(data, view=False),
                   cited=functools.partial(citing.cite_page, data, view=False))


def _site(data: Dataset, listed: tuple[pages.Page, ...], away: Mapping[str, bytes] = MappingProxyType({})) -> pages.Site:
    return pages.Site(title=data.title, edition=f"Edition {data.edition}, {dates.say(data.created)}, view ‘{data.view}’", note=reach(data),
                      citation=blocks.citation(data), pages=listed, figures="figures/" if away else "", cited=functools.partial(citing.cite_page, data))
