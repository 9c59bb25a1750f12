"""Writing so that a reader never meets half a result, whatever happens to the writer.

One file: `write`. One folder: `publish`. One writer at a time: `lock`. A process killed at any point leaves the last good content in its
place; what it left beside that is cleared away by the next one.
"""
from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

_held: set[str] = set()   # folders that this process has locked: a lock inside a lock must not wait for itself


@contextmanager
def lock(folder: str | Path) -> Iterator[None]:
    """Hold `folder` for one build at a time; another process that asks waits, and says so once on standard error.

    The lock is on the folder itself (flock), so that no file is left over, and the system lets go of it when the process ends in
    whatever way. A process that holds the lock may take it again. OSError if there is no such folder.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, lock(folder), lock(folder):
    ...     print("held")
    held
    """
    key = os.path.realpath(folder)
    if key in _held:
        yield
        return
    handle = os.open(key, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("another build is running; waiting", file=sys.stderr, flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        _held.add(key)
        yield
    finally:
        _held.discard(key)
        os.close(handle)


def write(path: str | Path, content: str | bytes) -> bool:
    """Put `content` (text as UTF-8, line ends as they are) into the file at `path`, whole or not at all. True if the file changed.

    Content that is there already is not written again, so that its date stays. The folder must exist.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "a.txt")
    ...     print(write(path, "one"), write(path, "one"), write(path, "two"), path.read_text())
    True False True two
    """
    path, data = Path(path), content.encode() if isinstance(content, str) else bytes(content)
    partial = path.with_name(f".{path.name}.partial")
    changed = not path.exists() or path.read_bytes() != data
    if not changed and not partial.exists():
        return False
    with _alone(partial) as handle:
        os.truncate(handle, 0)
        with open(handle, "wb", closefd=False) as file:
            file.write(data)
        os.replace(partial, path)
    return changed


@contextmanager
def _alone(partial: Path) -> Iterator[int]:
    """The open file `partial`, which no other process is writing. One name for all, so that a killed writer's file is used again."""
    while True:
        handle = os.open(partial, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            # Whoever held it before us has moved it to its place: then what we hold is that place's file, not to be touched.
            if _is(partial, handle):
                yield handle
                return
        finally:
            os.close(handle)


def _is(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(handle))
    except FileNotFoundError:
        return False


def publish(folder: str | Path, files: Mapping[str, bytes]) -> bool:
    """Make `folder` hold exactly `files` (relative path with forward slashes -> content), all at once. True if anything changed.

    The files are written into a folder beside it, `.<name>.next`, and the two folders are exchanged in one step of the system. Where the system
    has no such step, the old folder is renamed to `.<name>.last` and the new one put in its place; `recover` mends a stop between the
    two. Whatever else the folder held is gone afterwards. ValueError for a path that leads out of the folder.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as top:
    ...     print(publish(Path(top, "out"), {"index.html": b"<p>", "figures/a.svg": b"<svg/>"}))
    ...     print(publish(Path(top, "out"), {"index.html": b"<p>", "figures/a.svg": b"<svg/>"}))
    ...     print(publish(Path(top, "out"), {"index.html": b"<p>"}), sorted(p.name for p in Path(top).rglob("*")))
    True
    False
    True ['index.html', 'out']
    """
    folder = Path(os.path.realpath(folder))   # through a link, so that the link stays
    for name in files:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or not PurePosixPath(name).parts:
            raise ValueError(f"{name!r} is not a path inside the folder that is published")
    following, last = _beside(folder)
    with lock(folder.parent):
        recover(folder)
        if folder.is_dir() and _content(folder) == {str(PurePosixPath(name)): bytes(data) for name, data in files.items()}:
            return False
        try:
            following.mkdir()
            for name, data in files.items():
                path = following / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            if not folder.exists():
                os.rename(following, folder)
            elif not _exchange(following, folder):
                os.rename(folder, last)
                os.rename(following, folder)
        finally:
            recover(folder)
    return True


def recover(folder: str | Path) -> None:
    """Put back a folder that a killed `publish` had moved aside, and clear away what one left beside it. Call it when a build starts."""
    folder = Path(os.path.realpath(folder))
    following, last = _beside(folder)
    with lock(folder.parent):
        if last.exists() and not folder.exists():
            os.rename(last, folder)
        for leftover in (following, last):
            if leftover.exists():
                shutil.rmtree(leftover)


def _beside(folder: Path) -> tuple[Path, Path]:
    return folder.with_name(f".{folder.name}.next"), folder.with_name(f".{folder.name}.last")


def _content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if not path.is_dir()}


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step. False where the system cannot."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2   # Linux alone, glibc 2.28 or later
    except (AttributeError, OSError, TypeError):
        return False
    here, swap = -100, 2   # AT_FDCWD, RENAME_EXCHANGE
    if call(here, os.fsencode(one), here, os.fsencode(other), ctypes.c_uint(swap)) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(code, os.strerror(code), str(one))
