"""JupyterLab, started as `make lab` starts it, on a copy of the project: what a reader sees of a notebook that nobody has run, and a run to its end."""
import html
import io
import json
import os
import re
import shutil
import subprocess
import time
import urllib.request

import matplotlib.image
import pytest

from analysis import lab
from analysis.publish import gallery, runs
from analysis.reading import PROJECT
from analysis.tests import browser

pytestmark = pytest.mark.lab

PATIENCE = 120   # seconds after which what has not happened is taken not to happen; no test says how long anything takes
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of what git would give somebody, with the environment of JupyterLab by a link."""
    if not (PROJECT / ".venv-lab").is_dir():
        browser.lacking("no .venv-lab here, so JupyterLab is not started; `python3 analysis/bootstrap.py lab` makes it")
    copied = tmp_path_factory.mktemp("lab") / "project"
    listed = subprocess.run(["git", "ls-files", "-coz", "--exclude-standard"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (PROJECT / name).exists():
            (copied / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(PROJECT / name, copied / name)
    (copied / ".venv-lab").symlink_to(PROJECT / ".venv-lab")
    return copied


@pytest.fixture(scope="module")
def server(project, tmp_path_factory):
    """JupyterLab running: its address, and the token it made up. Its settings, and what it knows of trust, are those of a new machine."""
    home = tmp_path_factory.mktemp("home")
    root = ["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    argv, environ = lab.prepare(extra_args=("--no-browser", "--ServerApp.port=0", *root), project=project)
    environ |= {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")} | {"IPYTHONDIR": str(home / "ipython")}
    for name in ("PYTHONHOME", "PYTHONPATH"):   # as the Makefile does
        environ.pop(name, None)
    with open(home / "log", "w") as log:
        process = subprocess.Popen(argv, env=environ, cwd=project, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        yield _until(lambda: _server_facts(home))
    except BaseException:
        print((home / "log").read_text())
        raise
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _server_facts(home):
    """What a server writes about itself when it listens, once it is written to its end."""
    found = [path.read_text() for path in (home / "runtime").glob("jpserver-*.json")]
    return json.loads(found[0]) if found and found[0].endswith("}") else None


@pytest.fixture(scope="module")
def chrome(chromium, server):
    from playwright.sync_api import sync_playwright
    with sync_playwright() as playwright, browser.launch(playwright, chromium) as found:
        yield found


def _until(done, wait=time.sleep):
    """What `done` gives as soon as it gives something."""
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        if found := done():
            return found
        wait(0.2)
    pytest.fail(f"it did not happen in {PATIENCE} seconds")


@pytest.fixture
def opened(chrome, server):
    """A function that opens a notebook by its path in JupyterLab in a theme, as the address in the browser's bar does."""
    contexts = []

    def open_notebook(path, theme="light"):
        setting = json.dumps({"raw": json.dumps({"theme": THEMES[theme]})}).encode()
        urllib.request.urlopen(urllib.request.Request(f"{server['url']}lab/api/settings/@jupyterlab/apputils-extension:themes", setting, method="PUT",
                                                      headers={"Authorization": f"token {server['token']}"}))
        contexts.append(chrome.new_context(viewport={"width": 1400, "height": 1500}))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE * 1000)
        workspace = re.sub(r"\W", "-", f"{path}-{theme}")   # one of its own, since JupyterLab opens again what was open in it
        page.goto(f"{server['url']}lab/workspaces/{workspace}/tree/{path}?token={server['token']}")
        page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell")
        page.wait_for_selector(f"body[data-jp-theme-name='{THEMES[theme]}']", state="attached")
        return page

    yield open_notebook
    for context in contexts:
        context.close()


def _charts(path):
    """The alternative texts of the charts that a notebook's file holds: JupyterLab strips ids where nothing has been trusted."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [html.unescape(re.search(r'<img alt="([^"]*)"', markup)[1]) for markup in gallery.stored(notebook)]


SEEN = """alt => {
  const img = [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea img')].find(i => i.alt == alt);
  if (!img) return 'is not there';
  img.scrollIntoView({block: 'center'});
  if (!img.complete) return 'is not loaded';
  const r = img.getBoundingClientRect(), top = document.elementFromPoint(r.left + r.width / 2, Math.min(Math.max(r.top + r.height / 2, 0), innerHeight - 1));
  if (!img.naturalWidth) return 'is broken';
  if (r.width < 300 || r.height < 100 || !img.checkVisibility({visibilityProperty: true, opacityProperty: true})) return `is ${r.width} by ${r.height} px`;
  return top == img ? '' : `lies under ${top?.outerHTML.slice(0, 200)}`;
}"""


def _fault(page, alt):
    """What is wrong with how a chart is seen, "" if nothing: it stands in the window, dark on a light ground, whatever the theme."""
    if fault := page.evaluate(SEEN, alt):
        if fault == "is not there":   # JupyterLab may draw a cell only when it comes near
            page.evaluate("document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer').scrollBy(0, 600)")
        return fault
    pixels = matplotlib.image.imread(io.BytesIO(page.get_by_alt_text(alt, exact=True).screenshot()))[3:-3, 3:-3, :3]
    if pixels[:8].min() < 0.95 or pixels.mean() < 0.8:
        return "has a dark ground"
    return "is empty" if pixels.min() > 0.3 else ""


def _look_through(page, charts):
    """Every chart is met on the way down the notebook, at the latest when the cells before it have taken their places."""
    assert charts, "the notebook stores no chart"
    for alt in charts:
        for _ in range(40):
            if not (fault := _fault(page, alt)):
                break
            page.wait_for_timeout(250)
        assert not fault, f"the chart {alt[:60]!r} {fault}"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", runs.names())
def test_a_notebook_nobody_has_run_shows_its_charts(project, opened, name, theme):
    path = project / "notebooks" / f"{name}.ipynb"
    before = path.read_bytes()
    page = opened(f"notebooks/{name}.ipynb", theme)
    assert page.locator(".jp-NotebookPanel .jp-OutputArea figure[id]").count() == 0, "JupyterLab trusts it, so this looks at something else"
    _look_through(page, _charts(path))
    assert path.read_bytes() == before


def _choose(page, menu, entry):
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.get_by_role("menuitem", name=entry, exact=True).click()


def _run_all(page, path):
    """Clear all outputs, run all cells, save until the file has every cell's number; gives back its code cells."""
    idle = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator[data-status='idle']")
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Toolbar-kernelName", has_not_text="No Kernel").wait_for()
    idle.wait_for()   # what is run before there is a kernel is not run at all
    _choose(page, "Edit", "Clear Outputs of All Cells")
    _choose(page, "Run", "Run All Cells")

    def saved():
        if not idle.count():
            return None
        before = path.stat().st_mtime_ns
        page.keyboard.press("Control+s")
        page.wait_for_timeout(500)
        try:
            cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
        except ValueError:   # it is just being written
            return None
        failed = [output["evalue"] for cell in cells for output in cell["outputs"] if output["output_type"] == "error"]
        assert not failed, f"a cell fails: {failed[0]}"   # those after it are not run
        return path.stat().st_mtime_ns != before and all(cell["execution_count"] for cell in cells) and cells

    return _until(saved, lambda seconds: page.wait_for_timeout(1000 * seconds))   # under `time.sleep` the browser's side would stand still


@pytest.mark.parametrize("name", runs.names())
def test_a_copy_runs_to_its_end(project, opened, name):
    path = project / "scratch" / f"{name}.ipynb"
    page = opened(f"scratch/{name}.ipynb")
    cells = _run_all(page, path)
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert [output for cell in cells for output in cell["outputs"] if output.get("name") == "stderr"] == []
    _look_through(page, _charts(path))


def test_an_edited_helper_counts_without_a_restart(project, opened):
    page, path, helper = opened("scratch/01-corpus.ipynb"), project / "scratch" / "01-corpus.ipynb", project / "analysis" / "answer.py"
    assert "edited: " not in "".join(_run_all(page, path)[0]["outputs"][0]["text"])
    written = helper.read_text(encoding="utf-8")
    helper.write_text(written.replace('return "\\n\\n".join(', 'return "edited: " + "\\n\\n".join('), encoding="utf-8")
    assert helper.read_text(encoding="utf-8") != written
    assert "".join(_run_all(page, path)[0]["outputs"][0]["text"]).startswith("edited: ")


def test_copies_are_kept_and_originals_left_alone(project):
    copy = project / "scratch" / "02-network.ipynb"
    lab.prepare(project=project)
    copy.write_text("mine", encoding="utf-8")
    lab.prepare(project=project)
    assert copy.read_text(encoding="utf-8") == "mine"
    for name in runs.names():
        assert (project / "notebooks" / f"{name}.ipynb").read_bytes() == (runs.NOTEBOOKS / f"{name}.ipynb").read_bytes()
