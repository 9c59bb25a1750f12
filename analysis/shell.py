"""IPython's shell without a kernel round it: what a cell prints and shows is kept in the notebook format, in the order in which it came."""
from __future__ import annotations

import sys

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from analysis.reading import PROJECT

# No history is kept and no profile of the reader's is touched: a run depends on the notebook and on nothing else.
_QUIET = Config({"HistoryManager": {"enabled": False}})


class _Hook(DisplayHook):
    """The value of a cell's last line becomes an output."""

    def __call__(self, result: object = None) -> None:
        if result is not None:
            data, metadata = self.shell.display_formatter.format(result)
            if data:
                self.shell.outputs.append({"output_type": "execute_result", "data": data, "metadata": metadata, "execution_count": self.shell.number})


class _Publisher(DisplayPublisher):
    """What a cell displays becomes an output."""

    def publish(self, data: dict, metadata: dict | None = None, **_: object) -> None:
        self.shell.outputs.append({"output_type": "display_data", "data": data, "metadata": metadata or {}})


class _Stream:
    """Stands in for standard output or error while a cell runs; texts that follow each other are one output, as in a notebook."""
    encoding = "utf-8"

    def __init__(self, name: str, outputs: list[dict]):
        self.name, self.outputs = name, outputs

    def write(self, text: str) -> int:
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last["name"] == self.name:
            last["text"] += text
        elif text:
            self.outputs.append({"output_type": "stream", "name": self.name, "text": text})
        return len(text)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return False


class Shell(InteractiveShell):
    """A shell whose cells' outputs can be had."""
    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)

    @classmethod
    def fresh(cls) -> "Shell":
        """A new shell with an empty namespace, in place of any that this process had."""
        cls.clear_instance()
        return cls.instance(ipython_dir=str(PROJECT / ".cache" / "ipython"), config=_QUIET)

    def run(self, source: str, number: int) -> tuple[list[dict], str]:
        """Run the code of cell `number`: its outputs (nbformat 4), and the error in words ("" if there was none)."""
        self.outputs: list[dict] = []
        self.number, self.trouble = number, ""
        before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = _Stream("stdout", self.outputs), _Stream("stderr", self.outputs)
        try:
            done = self.run_cell(source, store_history=False)
        finally:
            sys.stdout, sys.stderr = before
        return self.outputs, "" if done.success else self.trouble or "the cell could not be run"

    def _showtraceback(self, kind: type, value: BaseException, lines: list[str]) -> None:
        self.trouble = f"{kind.__name__}: {value}"
