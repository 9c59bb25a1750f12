"""The verb `lock`: both requirements files made anew from the groups of pyproject.toml.

A lock holds one version of each package for every Python from the oldest supported one upwards and for every system, with
the digests of its files and without the address they came from. A pin that still satisfies pyproject.toml is kept; to take
newer versions, remove the two files first.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
# The larger first: the smaller is then held to it, so that a package is never locked to two versions.
LOCKS = {
    "requirements-lab.txt": ("analysis", "report", "test", "lab"),
    "requirements.txt": ("analysis", "report", "test"),
}


def command(lock_name, oldest="3.11"):
    """The uv command that compiles the lock `lock_name` for Pythons from `oldest` upwards; it is run beside pyproject.toml.

    >>> command("requirements.txt")[-8:]
    ['--extra', 'analysis', '--extra', 'report', '--extra', 'test', '--constraint', 'requirements-lab.txt']
    """
    groups = [word for group in LOCKS[lock_name] for word in ("--extra", group)]
    larger = [] if lock_name == next(iter(LOCKS)) else ["--constraint", next(iter(LOCKS))]
    return ["uv", "pip", "compile", "pyproject.toml", "--quiet", "--universal", "--python-version", oldest, "--generate-hashes",
            "--fork-strategy", "fewest", "--custom-compile-command", "python -m analysis lock",
            "--output-file", lock_name, *groups, *larger]


def lock(project=PROJECT):
    """Compile both locks of the folder `project`, and replace them only when both are done.

    Raises SystemExit with one sentence if uv is missing or finds no set of versions.
    """
    with tempfile.TemporaryDirectory(dir=project, prefix=".lock-") as bench:
        for name in ("pyproject.toml", *LOCKS):
            if (project / name).exists():
                shutil.copyfile(project / name, Path(bench, name))
        for name in LOCKS:
            try:
                done = subprocess.run(command(name), cwd=bench, stdin=subprocess.DEVNULL, capture_output=True, text=True)
            except FileNotFoundError:
                raise SystemExit("the locks are made by uv, which is not installed; install it (python3 -m pip install uv)") from None
            if done.returncode:
                raise SystemExit(f"{name} could not be made; uv says: {' '.join(done.stderr.split())}")
        for name in LOCKS:
            os.replace(Path(bench, name), project / name)
            print(f"{name}: {sum('==' in line for line in (project / name).read_text().splitlines())} packages")
