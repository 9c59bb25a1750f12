"""Pages as a slow line brings them: in small pieces, with a rest after each, so that a browser draws what has come before the rest is there."""
from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PIECE, PIECES, REST = 700, 25, .02      # bytes of a piece, how many of them before all the rest comes at once, seconds


def pieces(page: bytes) -> Iterator[bytes]:
    """All that stands before the body at once, then PIECES pieces of it, then what is left.

    >>> [len(piece) for piece in pieces(b"<head><body>" + b"a" * 20_000)] == [6, *[700] * 25, 2_506]
    True
    """
    start = page.index(b"<body")
    cuts = [0, *(cut for cut in range(start, start + PIECE * PIECES + 1, PIECE) if cut < len(page)), len(page)]
    yield from (page[a:b] for a, b in zip(cuts, cuts[1:]))


@contextmanager
def served(pages: Mapping[str, bytes]) -> Iterator[str]:
    """The address under which the pages are to be had, each under its name, while the context lasts."""
    class Slow(BaseHTTPRequestHandler):
        def log_message(self, *told: object) -> None: pass

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            for piece in pieces(pages[self.path[1:]]):
                self.wfile.write(piece)
                time.sleep(REST)

    with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
