"""Make the environment that everything else runs in: `python3 analysis/bootstrap.py [lab]`.

Without an argument it makes `.venv` from requirements.txt, with `lab` it makes `.venv-lab` from requirements-lab.txt, both
inside the project folder: with uv where that is installed, else with Python's own venv and pip. An environment is
remade only when its lock, Python's minor version or the kind of machine changes; else nothing is done.

This file runs under whatever Python a machine has, so it uses the standard library alone and no syntax newer than
Python 3.6, in order that an old Python can say that it is too old. What is seldom needed is imported where it is used,
because this runs at the start of every `make`.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
if __name__ == "__main__":  # a module beside this file may carry the name of one of Python's own
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder or ".") != HERE]

import hashlib

PROJECT = os.path.dirname(HERE)
OLDEST = (3, 11)
ENVIRONMENTS = {"": (".venv", "requirements.txt"), "lab": (".venv-lab", "requirements-lab.txt")}
STAMP = "made-from"
PTH = "eu-digital-partnerships.pth"
# Not sys.executable: run from inside an activated .venv, that one is about to be removed.
PYTHON = getattr(sys, "_base_executable", None) or sys.executable
# Variables that would lead Python or pip out of the environment that is being made.
UNWANTED = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
# What a tool says when it fails, in the order in which it is looked for, and what a person can do about it.
REASONS = (
    (("hash mismatch", "do not match the hashes"),
     "a downloaded package is not the one that {lock} names; try again, and if it stays so, do not install it"),
    (("no space left", "disk quota"), "the disk is full; make room and try again"),
    (("permission denied", "read-only file system"), "a file could not be written; see whose it is, and try again"),
    (("dns error", "name resolution", "name or service not known", "nodename nor servname", "network is unreachable",
      "connection refused", "newconnectionerror", "connection error", "connecttimeout", "timed out",
      "error sending request", "tunnel connection failed", "proxyerror", "sslerror", "certificate verify",
      "invalid peer certificate", "no route to host"),
     "the packages could not be fetched; connect to the internet (or see to your proxy and package index) and try again"),
    (("no matching distribution", "no solution found", "could not find a version"),
     "your package index has not all of them for this Python and machine; set PYTHON to another Python, or see to your index"),
)


class Refused(Exception):
    """A sentence that says what failed and what to do."""


def too_old(version, executable):
    """The sentence that refuses a Python, or an empty string.

    >>> too_old((3, 9, 2), "/usr/bin/python3")
    'this needs Python 3.11 or newer; found 3.9 (/usr/bin/python3); set PYTHON, as in `make report PYTHON=python3.12`'
    >>> too_old((3, 14, 0), "/usr/bin/python3")
    ''
    """
    if tuple(version[:2]) >= OLDEST:
        return ""
    return "this needs Python {}.{} or newer; found {}.{} ({}); set PYTHON, as in `make report PYTHON=python3.12`".format(
        *(OLDEST + tuple(version[:2]) + (executable,)))


def explain(log, lock):
    """Why a tool failed, in words, from what it printed (`log`).

    >>> explain("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "requirements.txt").split(";")[0]
    'a downloaded package is not the one that requirements.txt names'
    >>> explain("Segmentation fault", "requirements.txt")
    'the installer stopped'
    """
    log = log.lower()
    for signs, reason in REASONS:
        if any(sign in log for sign in signs):
            return reason.format(lock=lock)
    return "the installer stopped"


def stamp_text(lock):
    """What an environment made now from the bytes of a `lock` is stamped with: the lock's digest, Python, machine."""
    machine = os.uname() if hasattr(os, "uname") else ("windows", "", "", "", "")
    python = "{}-{}.{}".format(sys.implementation.name, *sys.version_info[:2])
    return "{} {} {}-{}\n".format(hashlib.sha256(lock).hexdigest(), python, machine[0].lower(), machine[4])


def is_whole(folder, stamp):
    """True if the environment in `folder` was made to its end, from what `stamp` says, and its Python is still there."""
    try:
        with open(os.path.join(folder, STAMP)) as file:
            return file.read() == stamp and os.path.exists(python_of(folder))
    except OSError:
        return False


def python_of(folder):
    """The path of the Python of the environment in `folder`."""
    return os.path.join(folder, "Scripts", "python.exe") if os.name == "nt" else os.path.join(folder, "bin", "python")


def commands(folder, lock, environ):
    """The commands that make the environment in `folder` from the file `lock`: by uv if there is one that runs, else venv and pip."""
    import subprocess
    python = python_of(folder)
    try:  # a uv that is only a version manager's stand-in for one is found, but does not run
        subprocess.run(["uv", "--version"], env=environ, check=True, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        try:
            import ensurepip
            import venv
        except ImportError:
            raise Refused("this Python ({}) cannot make environments; install its venv module (on Debian and Ubuntu: apt install "
                          "python3-venv) or uv, or set PYTHON to another Python".format(PYTHON))
        return [[PYTHON, "-m", "venv", folder],
                [python, "-m", "pip", "install", "--require-hashes", "--no-input", "--requirement", lock]]
    return [["uv", "venv", "--python", PYTHON, folder],
            ["uv", "pip", "install", "--python", python, "--require-hashes", "--compile-bytecode", "--requirement", lock]]


def run(step, environ, log):
    """The exit status of one command, with all it says in the file `log`."""
    import subprocess
    log.write("$ " + " ".join(step) + "\n")
    log.flush()
    # close_fds: an installer that outlives this process keeps the lock that `ensure` holds
    return subprocess.call(step, cwd=PROJECT, env=environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log, close_fds=False)


def make(name, lock_name, folder, stamp, log_name):
    """Make the environment `name` anew, from its beginning to its stamp, which is written last."""
    import shutil
    import sysconfig
    environ = {key: value for key, value in os.environ.items() if key not in UNWANTED}
    environ["PIP_USER"] = "0"  # pip refuses a user's own `user = true` inside an environment
    steps = commands(folder, os.path.join(PROJECT, lock_name), environ)
    sys.stderr.write("making {} (about half a minute, once)\n".format(name))
    if os.path.lexists(folder):
        if os.path.exists(os.path.join(folder, STAMP)):
            os.unlink(os.path.join(folder, STAMP))  # first of all, so that no half of it is ever taken for whole
        shutil.rmtree(folder)
    with open(os.path.join(PROJECT, log_name), "w+", encoding="utf-8", errors="replace") as log:
        for step in steps:
            if run(step, environ, log) and (step[0] != "uv" or run(step + ["--offline"], environ, log)):
                log.seek(0)  # without the internet, uv may still have everything from before, but only uses it when told so
                raise Refused("{} could not be made: {} ({} has the installer's own words)".format(
                    name, explain(log.read(), lock_name), log_name))
    site = sysconfig.get_path("purelib", "venv", {"base": folder, "platbase": folder})
    with open(os.path.join(site, PTH), "w") as file:  # relative, so that the project's folder may be moved
        file.write(os.path.relpath(PROJECT, os.path.realpath(site)) + "\n")
    with open(os.path.join(folder, STAMP + ".new"), "w") as file:
        file.write(stamp)
    os.replace(os.path.join(folder, STAMP + ".new"), os.path.join(folder, STAMP))


def ensure(kind):
    """Make sure of the environment of a `kind` ("" or "lab"): at once if it is whole, else by making it, one process at a time."""
    name, lock_name = ENVIRONMENTS[kind]
    folder = os.path.join(PROJECT, name)
    with open(os.path.join(PROJECT, lock_name), "rb") as file:
        stamp = stamp_text(file.read())
    if is_whole(folder, stamp):
        return
    cache = os.path.join(PROJECT, ".cache")
    os.makedirs(cache, exist_ok=True)
    with open(os.path.join(cache, name[1:] + ".lock"), "w") as turn:
        try:
            import fcntl
        except ImportError:
            pass  # Windows has none; two at once are then the user's to avoid
        else:
            fcntl.flock(turn, fcntl.LOCK_EX)
            os.set_inheritable(turn.fileno(), True)
        if not is_whole(folder, stamp):  # another process may have made it meanwhile
            make(name, lock_name, folder, stamp, os.path.join(".cache", name[1:] + ".log"))


def main(arguments):
    """The exit status: 0 when the environment is there, 1 after one sentence on standard error, 2 for wrong arguments."""
    if len(arguments) > 1 or (arguments and arguments[0] not in ENVIRONMENTS):
        sys.stderr.write("usage: python3 analysis/bootstrap.py [lab]\n")
        return 2
    sentence = too_old(sys.version_info, sys.executable)
    try:
        if not sentence:
            ensure(arguments[0] if arguments else "")
    except Refused as refusal:
        sentence = str(refusal)
    except OSError as error:
        sentence = "the environment could not be made: {}: {}; see to it and try again".format(error.filename or PROJECT, error.strerror or error)
    except KeyboardInterrupt:
        sentence = "stopped; what was half made will be made anew next time"
    if sentence:
        sys.stderr.write(sentence + "\n")
    return 1 if sentence else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
