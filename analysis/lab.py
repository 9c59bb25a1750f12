"""The verb `lab`: JupyterLab on copies of the notebooks, in which nothing that is guarded can be broken.

The copies lie in scratch/; those already there are kept. Their kernel is this project's Python with `analysis` reloading as
it is edited, and with `analysis.load` reading the dataset and the view that the command line named: a notebook carries neither.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def kernel_lines(data=None, view=None):
    """The lines that a kernel runs before anything else, for a dataset's folder `data` and the name of a `view` (None: as stored).

    >>> kernel_lines()
    ['%load_ext autoreload', '%autoreload 2']
    >>> kernel_lines(view="page")[-1]
    "analysis.load = functools.partial(analysis.load, view='page')"
    """
    choices = {"folder": data and os.path.abspath(data), "view": view}
    named = "".join(f", {name}={value!r}" for name, value in choices.items() if value)
    chosen = ["import analysis, functools", f"analysis.load = functools.partial(analysis.load{named})"] if named else []
    return ["%load_ext autoreload", "%autoreload 2", *chosen]


def kernel_spec(python, lines):
    """The content of a kernel.json: ipykernel's own, but for the executable `python` and `lines` to run at its start.

    >>> kernel_spec("/p/bin/python", ["a = 1"])["argv"][-1]
    '--IPKernelApp.exec_lines=a = 1'
    """
    from ipykernel.kernelspec import get_kernel_dict  # seldom needed, and slow to import
    spec = get_kernel_dict([f"--IPKernelApp.exec_lines={line}" for line in lines])
    return {**spec, "argv": [python, *spec["argv"][1:]]}


def python_with_jupyterlab(project=PROJECT):
    """The executable that has JupyterLab: this one, else that of .venv-lab. Raises SystemExit with one sentence if neither has."""
    if importlib.util.find_spec("jupyterlab"):
        return sys.executable
    python = project / ".venv-lab" / "bin" / "python"
    if not python.exists():
        raise SystemExit("JupyterLab is not installed here; type `make lab`, or `python3 analysis/bootstrap.py lab` first")
    return str(python)


def copy_notebooks(project=PROJECT):
    """Copy the notebooks that scratch/ does not have yet; returns the names of all of them, in order, each with True if copied."""
    scratch = project / "scratch"
    scratch.mkdir(exist_ok=True)
    copied = {}
    for notebook in sorted((project / "notebooks").glob("*.ipynb")):
        copied[notebook.name] = not (scratch / notebook.name).exists()
        if copied[notebook.name]:
            part = scratch / f".{notebook.name}.part"  # renamed when whole, since a copy once there is never made again
            shutil.copyfile(notebook, part)
            os.replace(part, scratch / notebook.name)
    return copied


def prepare(data=None, view=None, extra_args=(), project=PROJECT):
    """Make copies and kernel ready; returns the command (list of str) and the environment (dict) that start JupyterLab.

    `extra_args` are JupyterLab's own options, such as --no-browser, and come after ours, so that they win.
    """
    python = python_with_jupyterlab(project)
    first = next(iter(copy_notebooks(project)), "")
    spec = json.dumps(kernel_spec(python, kernel_lines(data, view)), indent=1)
    # A folder for each content: two JupyterLabs on two datasets do not share a kernel.
    jupyter = project / ".cache" / "lab" / hashlib.sha256(spec.encode()).hexdigest()[:16]
    folder = jupyter / "kernels" / "python3"
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"kernel.json.{os.getpid()}"
    part.write_text(spec, encoding="utf-8")
    os.replace(part, folder / "kernel.json")
    # JUPYTER_PATH is searched before the places where ipykernel installs its own python3.
    path = os.pathsep.join([str(jupyter), *filter(None, [os.environ.get("JUPYTER_PATH")])])
    argv = [python, "-m", "jupyterlab", f"--ServerApp.root_dir={project}", f"--LabApp.default_url=/lab/tree/scratch/{first}", *extra_args]
    return argv, {**os.environ, "JUPYTER_PATH": path}


def start(data=None, view=None, extra_args=()):
    """Become JupyterLab on the copies; does not return. What it says and asks from then on is JupyterLab's own."""
    argv, environ = prepare(data, view, extra_args)
    print("The copies in scratch/ are yours to change; those already there are kept (remove one to get it anew).", flush=True)
    os.execve(argv[0], argv, environ)
