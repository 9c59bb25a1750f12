"""A chart and a notebook of invented partners, for the tests of drawing and pages. Run by itself it prints what must be the same on every run."""
from functools import partial

import pandas as pd

from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.tables import Table

PARTNERS = ("Arden", "Bland", "Coast", "Delta")
TOPICS = ("Networks", "Chips", "Robots", "Trade", "Skills for workers", "Cables", "Identity", "Standards", "Quantum", "Research", "Data", "Trust")
PILLARS = ("skills", "infrastructures", "business", "services", "outside")
STATES = (style.LISTED, style.NOT_LISTED, style.UNKNOWN)


def states(changed=None):
    table = pd.DataFrame({"topic": TOPICS, **{p: [STATES[(3 * i + 2 * j + i // 5) % 3] for i in range(len(TOPICS))] for j, p in enumerate(PARTNERS)}})
    if changed:
        table.loc[0, PARTNERS[0]] = changed
    return table


def draw(ax, table, hues):
    y = marks.key(ax, 0, 8, [(state, partial(marks.mark, state=state)) for state in STATES]) + 6
    for j, partner in enumerate(PARTNERS):
        marks.write(ax, 330 + 90 * j, y, partner, bold=True, align="center", limit=84, lines=2)
    for i, row in enumerate(table.itertuples(index=False, name=None)):
        y += 24
        marks.write(ax, 0, y, marks.fit(row[0], 270))
        for j, state in enumerate(row[1:1 + len(PARTNERS)]):
            marks.mark(ax, 330 + 90 * j, y, state, hues[PILLARS[i % len(PILLARS)]])


def grid(table=None, hues=None, **words):
    table = states() if table is None else table
    said = {"title": "All four list networks", "subtitle": "Topics on the launch lists", "description": "A grid of twelve topics by four partners.",
            "source": "Source: a toy, https://example.org/toy", **words}
    hues = hues or style.pillar_colours(PILLARS)
    return Chart("toy-grid", table=table, draw=partial(draw, table=table, hues=hues), height=48 + 24 * len(table), **said)


def notebook(*more, chart=None):
    """An executed notebook as a file holds it, with a chart, a table, printed text, and cells that a page leaves out."""
    def code(source, **outputs):
        return {"cell_type": "code", "source": source, "metadata": {}, "execution_count": 1, "outputs": [
            {"output_type": "stream", "name": "stdout", "text": text} if kind == "printed" else
            {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/html": text._repr_html_(), "text/plain": repr(text)}}
            for kind, text in outputs.items()]}

    def prose(source, *tags):
        return {"cell_type": "markdown", "source": source.splitlines(keepends=True), "metadata": {"tags": list(tags)}}

    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
        prose("# What do the four *share*?\n\nA first paragraph."),
        code("data = load()\nprint(answer(data))", printed="All four list networks.\nLimit: one list each.\n\nEdition 1 of a toy."),
        prose("This corpus ends in spring.", "corpus"),
        {**code("assert never_shown", printed="never shown"), "metadata": {"tags": ["hide"]}},
        prose("## Which topics?\n\nThe [page](https://example.org/page) lists them; [more](04-evolution.ipynb#change) <script>alert(1)</script>."),
        code("chart  # a comment", result=chart or grid()),
        prose("## Which topics?\n\n### As a table\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"),
        code("table", result=Table(states().head(3), "Three & four")),
        code("print(columns)", printed="pair        shared\nArden        4\n"),
        *(code("more", result=output) for output in more)]}


if __name__ == "__main__":
    from analysis.publish import pages
    site = pages.Site("Toy", "Edition 1", "It ends.", "The contributors", (pages.Page("index.html", "Start", "Start"), pages.Page("a.html", "A", "A")))
    print(grid().html, repr(grid()), pages.notebook_page(notebook(), site, "a.html"))
