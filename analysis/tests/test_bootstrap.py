"""The environments are made once, whole, from their lock, and every failure is one sentence.

Most of it runs on a stand-in for uv that leaves what uv leaves, so that no test needs the internet.
"""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import bootstrap

SOURCE = Path(bootstrap.__file__)
UV = """#!{python} -S
import os, sys, time
with open({log!r}, "a") as log:
    log.write(" ".join(sys.argv[1:]) + "\\n")
if sys.argv[1] == "venv":
    folder = sys.argv[-1]
    os.makedirs(os.path.join(folder, "bin"))
    os.symlink({python!r}, os.path.join(folder, "bin", "python"))
    os.makedirs(os.path.join(folder, "lib", "python{version}", "site-packages"))
    time.sleep({delay})
if sys.argv[1] == "pip" and not ("--offline" in sys.argv and {cached}):
    print({words!r} + " PYTHONPATH=" + os.environ.get("PYTHONPATH", "none"))
    sys.exit({status})
"""


class Bench:
    """A project folder with nothing but the bootstrap and its locks, and a stand-in for uv that is told how to end."""

    def __init__(self, folder):
        self.folder, self.log, self.bin = folder / "project", folder / "uv.log", folder / "bin"
        (self.folder / "analysis").mkdir(parents=True)
        self.bin.mkdir()
        shutil.copy(SOURCE, self.folder / "analysis")
        for _, lock in bootstrap.ENVIRONMENTS.values():
            (self.folder / lock).write_text("# nothing\n")

    def uv(self, words="done", status=0, delay=0, cached=False):
        script = UV.format(python=sys.executable, log=str(self.log), version="{}.{}".format(*sys.version_info),
                           words=words, status=status, delay=delay, cached=cached)
        (self.bin / "uv").write_text(script)
        (self.bin / "uv").chmod(0o755)

    def start(self, *arguments, python=sys.executable, **environ):
        command = [python, str(self.folder / "analysis" / "bootstrap.py"), *arguments]
        return subprocess.Popen(command, env={**os.environ, "PATH": str(self.bin), **environ}, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *arguments, **options):
        process = self.start(*arguments, **options)
        out, err = process.communicate()
        assert not out and "Traceback" not in err
        return process.returncode, err

    def calls(self):
        return [line.split()[0] for line in self.log.read_text().splitlines()] if self.log.exists() else []


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path)


def test_an_old_python_can_read_the_file():
    ast.parse(SOURCE.read_text(), feature_version=(3, 6))


def test_an_old_python_is_refused_in_one_sentence(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    assert bootstrap.main([]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "needs Python 3.11 or newer; found 3.9" in said and "set PYTHON" in said


def test_wrong_arguments_are_refused(bench):
    assert bench.run("laboratory")[0] == 2


@pytest.mark.parametrize("kind", sorted(bootstrap.ENVIRONMENTS))
def test_made_once_and_then_left_alone(bench, kind):
    bench.uv()
    name, _ = bootstrap.ENVIRONMENTS[kind]
    assert bench.run(*filter(None, [kind])) == (0, f"making {name} (about half a minute, once)\n")
    assert bench.run(*filter(None, [kind])) == (0, "")
    assert bench.calls() == ["--version", "venv", "pip"]


def test_the_project_is_importable_also_after_it_has_moved(bench):
    bench.uv()
    bench.run()
    moved = bench.folder.rename(bench.folder.with_name("moved"))
    pth, = moved.glob(".venv/lib/*/site-packages/*.pth")
    assert (pth.parent / pth.read_text().strip()).resolve() == moved.resolve()


@pytest.mark.parametrize("change", ["lock", "no stamp", "no python", "other python"])
def test_made_anew_when_what_it_was_made_from_changed(bench, change):
    bench.uv()
    bench.run()
    stamp = bench.folder / ".venv" / bootstrap.STAMP
    if change == "lock":
        (bench.folder / "requirements.txt").write_text("# something else\n")
    elif change == "no stamp":  # as it is when the making was killed half-way
        stamp.unlink()
    elif change == "no python":  # as it is when the system's Python was upgraded
        (bench.folder / ".venv" / "bin" / "python").unlink()
    else:
        stamp.write_text(stamp.read_text().replace("cpython-3.", "cpython-2."))
    (bench.folder / ".venv" / "left over").write_text("")
    assert bench.run()[1].startswith("making .venv")
    assert not (bench.folder / ".venv" / "left over").exists()
    assert bench.run() == (0, "")


@pytest.mark.parametrize("words, reason", [
    ("error: Failed to fetch: dns error: failed to lookup address information", "could not be fetched; connect to the internet"),
    ("Hash mismatch for `pandas==3.1.1`", "not the one that requirements.txt names"),
    ("failed to copy file: No space left on device (os error 28)", "the disk is full"),
    ("Permission denied (os error 13)", "could not be written"),
    ("No solution found when resolving dependencies", "package index has not all of them"),
    ("thread 'main' panicked", "the installer stopped"),
])
def test_each_failure_is_one_sentence_and_leaves_nothing_that_is_taken_for_whole(bench, words, reason):
    bench.uv(words, status=2)
    status, said = bench.run()
    first, sentence = said.splitlines()
    assert status == 1 and reason in sentence and ".cache/venv.log" in sentence
    assert words in (bench.folder / ".cache" / "venv.log").read_text()
    bench.uv()
    assert bench.run() == (0, first + "\n")


def test_off_line_is_enough_when_uv_still_has_everything(bench):
    bench.uv("dns error", status=2, cached=True)
    assert bench.run()[0] == 0


def test_a_folder_that_cannot_be_written_is_one_sentence(bench):
    bench.uv()
    (bench.folder / ".cache").write_text("in the way of a folder of that name")
    status, said = bench.run()
    assert status == 1 and said.count("\n") == 1 and ".cache" in said


def test_two_at_once_make_one(bench):
    bench.uv(delay=0.5)
    both = [bench.start() for _ in range(2)]
    said = sorted(process.communicate()[1] for process in both)
    assert [process.returncode for process in both] == [0, 0]
    assert said[0] == "" and said[1].startswith("making .venv")
    assert bench.calls().count("venv") == 1


def test_variables_of_other_projects_do_not_reach_the_installer(bench):
    bench.uv()
    bench.run(PYTHONPATH="/elsewhere")
    assert "PYTHONPATH=none" in (bench.folder / ".cache" / "venv.log").read_text()


def test_a_python_without_venv_is_one_sentence(bench, tmp_path):
    (tmp_path / "ensurepip.py").write_text("raise ImportError('Debian packs this apart')")
    status, said = bench.run(PYTHONPATH=str(tmp_path))
    assert status == 1 and said.count("\n") == 1 and "python3-venv" in said


@pytest.mark.slow
def test_without_uv_by_venv_and_pip_and_again_from_inside_it(bench):
    assert bench.run()[0] == 0
    inside = str(bench.folder / ".venv" / "bin" / "python")
    found = subprocess.run([inside, "-c", "import analysis; print(*analysis.__path__)"], cwd="/", text=True, capture_output=True)
    assert found.stdout.strip() == str(bench.folder / "analysis")
    (bench.folder / "requirements.txt").write_text("# something else\n")
    assert bench.run(python=inside)[0] == 0
    assert bench.run(python=inside) == (0, "")
