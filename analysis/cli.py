"""The command line: `python -m analysis VERB`. It alone maps options and environment onto the loader and the other functions."""
from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

VERBS = {
    "check": "check the data alone, and name every violation of its rules",
    "update": "bring notebooks, figures, findings and tables up to date, and say which findings changed",
    "quick": "the check to run while working: seconds, without a browser",
    "report": "run the notebooks on the data and write the report, _reports/index.html",
    "pdf": "write the report with all its pages as one tagged PDF, _reports/report.pdf (needs Chromium)",
    "test": "prove every stored output, figure, rule and number",
    "lab": "open copies of the notebooks (in scratch/) in JupyterLab",
    "read": "hold a saved copy of the Commission's page against the data and print the difference",
    "diff": "say what changed between two datasets: items, codes, findings, numbers, tables",
    "prove": "change the data one cell at a time and count how many changes are noticed",
    "bench": "time report and quick against the same cells as one plain script",
    "lock": "compile the requirements locks from pyproject.toml anew",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; returns the exit status: 0 if all is well, 1 with what is wrong on standard error."""
    parser = argparse.ArgumentParser(prog="python -m analysis", epilog="The folder and the view can also be given as ANALYSIS_DATA and ANALYSIS_VIEW.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, what in VERBS.items():
        one = verbs.add_parser(verb, help=what, description=what)
        if verb in ("bench", "lock"):      # they are about the project, whatever the data
            continue
        if verb == "diff":
            one.add_argument("old", metavar="OLD", help="the folder of one dataset, an earlier edition for example; it may be made under other rules")
            one.add_argument("new", metavar="NEW", help="the folder of the other")
            continue
        one.add_argument("--data", metavar="DIR", default=os.environ.get("ANALYSIS_DATA") or None, help="another dataset's folder")
        one.add_argument("--view", metavar="NAME", default=os.environ.get("ANALYSIS_VIEW") or None, help="a choice of its sources")
        if verb == "report":
            one.add_argument("--single", action="store_true", help="all pages in one file, _reports/report.html, and nothing beside it")
        if verb == "read":
            one.add_argument("page", metavar="PAGE", help="the file that holds the saved page, HTML or text")
            one.add_argument("--source", metavar="ID", help="the source to hold it against, in place of the first of the view page")
        if verb == "prove":
            one.add_argument("--sample", metavar="N", type=int, help="so many changes, drawn by a written seed, in place of all")
    options, rest = parser.parse_known_args(arguments)
    if rest and options.verb not in ("lab", "test"):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    from analysis.reading import DataError
    try:
        return globals()[f"_{options.verb}"](options, rest)
    except DataError as fault:
        return _fail(str(fault))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:     # the reader of our output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as fault:        # nothing that stood is lost: what is written is put in place at the end, all at once
        return _fail(f"{fault.filename or 'a file'} cannot be read or written: {fault.strerror or fault}")
    except Exception as fault:
        if type(fault).__name__ in ("NotebookError", "BlockError", "PrinterError"):
            return _fail(str(fault))
        raise


def _fail(text: str) -> int:
    print(text, file=sys.stderr)
    return 1


def _folder(options) -> Path | None:
    return Path(options.data) if options.data else None


def _load(options):
    from analysis.loading import load
    return load(_folder(options), **({"view": options.view} if options.view else {}))


def _check(options, _) -> int:
    from analysis import check, reading
    found = check.violations(_folder(options) or reading.DATA)
    if not found and options.view:
        _load(options)      # says it if there is no such view
    print(check.report(found), file=sys.stderr if found else sys.stdout)
    return 1 if found else 0


def _update(options, _) -> int:
    from analysis.publish import inputs  # noqa: F401  before the helpers: it reads the code that they are
    from analysis import check, reading
    from analysis.publish import files, products, runs
    folder = _folder(options) or reading.DATA
    reading.descriptor(folder)      # a folder that holds no dataset is said before anything else
    with files.lock(folder):
        for name, content in check.repair(folder).items():
            files.write(folder / name, content)
            print(f"put right what a spreadsheet did to {name}")
        data = _load(options)
        if options.view:      # what is stored holds the default view and the record, whichever view was named
            options.view = None
            data = _load(options)
        ours = products.ours(_folder(options), None)
        findings = folder / products.FINDINGS
        old = products.stored_findings(findings)
        seen = products.hand_written()
        made = products.products(data, runs.executed(data, None, None)) if ours else {findings: products.findings_text(data)}
        changed = products.findings_changed(old, made[findings])
        saved = [path.name for path, content in products.hand_written().items() if content != seen.get(path)]
        if saved:
            return _fail(f"{', '.join(saved)} was saved while update ran; nothing was written, run it again")
        # What changed is said before anything is written, and the findings are written last: an update that is stopped says it again.
        print("\n".join(["findings that changed:", *changed]) if changed else "no finding changed")
        gone = products.no_longer_drawn(made) if ours else []
        products.FIGURES.mkdir(exist_ok=True)
        for path in sorted(made, key=lambda path: path == findings):
            if files.write(path, made[path]):
                print(f"wrote {reading.place(path.parent, path.name)}")
        for path in gone:
            path.unlink()
            print(f"removed {reading.place(path.parent, path.name)}, which no notebook draws any more")
    return 0


def _quick(options, _) -> int:
    from analysis.quick import quick
    return quick(_folder(options), options.view)


def _report(options, _) -> int:
    from analysis.publish import report
    parts = _parts(options)
    if options.single:
        return _published({"report.html": report.one(*parts).encode()}, "report.html")
    return _published(_with_files(options, parts), "index.html")


def _pdf(options, _) -> int:
    from analysis.publish import paper, report
    if paper.find() is None:
        return _fail(paper.MISSING)
    parts = _parts(options)
    print("printing")
    return _published(_with_files(options, parts) | {"report.pdf": paper.pdf(report.one(*parts, script=False))}, "report.pdf")


def _parts(options) -> tuple:
    """What a report is made of: the dataset, its notebooks as they ran, whether they speak of this corpus, what the first page says, and what changed since the last edition."""
    from analysis.publish import inputs  # noqa: F401  before the helpers: it reads the code that they are
    from analysis import edition, editions, reading
    from analysis.publish import runs, summary
    from analysis.publish.editions import read
    data, folder = _load(options), _folder(options) or reading.DATA
    last = edition.last_edition(folder)
    changes = editions.changes(read(last), read(folder)) if last else None
    print("running the notebooks")
    notebooks = runs.executed(data, _folder(options), options.view)
    found = runs.remembered("index", _folder(options), data.view, lambda: summary.found(data))
    return data, notebooks, folder.resolve() == reading.DATA, found, changes


def _with_files(options, parts: tuple) -> dict[str, bytes]:
    """The pages, and the files beside them."""
    from analysis import reading
    from analysis.publish import products, report, runs, takeaway
    data, notebooks, *_, changes = parts
    rows = runs.remembered("findings", _folder(options), data.view, lambda: products.rows(data))
    away = takeaway.files(data, notebooks, _folder(options) or reading.DATA, rows, changes=changes)
    return report.report(*parts, away) | away


def _published(made, name: str) -> int:
    from analysis import reading
    from analysis.publish import files
    from analysis.publish.report import REPORTS
    files.publish(REPORTS, made)
    print(f"wrote {reading.place(REPORTS, name)}")
    return 0


def _test(options, rest) -> int:
    from analysis.publish import products
    if not products.ours(_folder(options), options.view):
        print("The stored outputs are those of the project's own data; another dataset or view is checked by running everything on it.")
        return _check(options, rest) or _quick(options, rest) or _report(options, rest)
    from analysis.reading import PROJECT
    command = [sys.executable, "-m", "pytest", "-q", "analysis", "notebooks", "--nbval", "--nbval-current-env", *rest]
    if not products.pictures_comparable():
        print("Pictures are compared by their numbers: Python, platform or matplotlib are not those that the stored ones were made with.")
        command += ["--nbval-sanitize-with", str(PROJECT / "analysis" / "tests" / "pictures.cfg")]
    return subprocess.run(command, cwd=PROJECT).returncode


def _lab(options, rest) -> int:
    from analysis import lab
    _load(options)      # a kernel that cannot load would say so only in a cell
    return lab.start(options.data, options.view, rest) or 0


def _read(options, _) -> int:
    from analysis import reading
    from analysis.page.told import told
    print(told(options.page, _folder(options) or reading.DATA, options.view, options.source))
    return 0


def _diff(options, _) -> int:
    from analysis.editions import changes
    from analysis.publish.editions import read, told
    print(told(changes(read(options.old), read(options.new))))
    return 0


def _prove(options, _) -> int:
    from analysis.prove import prove
    _load(options)      # what breaks a rule as it stands proves nothing
    return prove(_folder(options), options.view, options.sample)


def _bench(options, _) -> int:
    from analysis.bench import bench
    return bench()


def _lock(options, _) -> int:
    from analysis import lock
    return lock.lock() or 0
