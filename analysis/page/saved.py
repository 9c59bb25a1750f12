"""Saved: the bytes of a saved page as blocks, whichever form and coding they have."""
from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path
from typing import NamedTuple

from analysis.page.lines import Block, PageError, text_blocks
from analysis.page.markup import Left, html_blocks
from analysis.violation import shown

LARGEST = 10_000_000
_TAG = re.compile(r"<(?:!doctype\s+html|(?:html|head|body|main|section|article|div|p|ul|ol|li|dl|table|h[1-6]|details|span|br)\b[^<>]*>)", re.I)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
          (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class Page(NamedTuple):
    """A saved page: its `form` (HTML or text), its blocks, what was left out as furniture (None in text), and the SHA-256 of its bytes.

    `by_class` says that the words of classes and ids told furniture; `otherwise` is the same page read without regard to them, None where that
    is no other.
    """
    form: str
    blocks: list[Block]
    left: Left | None
    sha256: str
    by_class: bool = True
    otherwise: Page | None = None


def read_file(path: Path | str) -> Page:
    """The page in a file. PageError in one sentence if it is missing, not to be read, empty, or neither HTML nor text."""
    path = Path(path)
    try:
        size = path.stat().st_size
        if size > LARGEST and path.is_file():
            raise PageError(f"{shown(str(path))} has {size / 1e6:.0f} MB, more than any page that this reads ({LARGEST // 10**6} MB); save the page alone")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise PageError(f"{shown(str(path), 200)} cannot be read ({why}); name a file that holds the saved page") from None
    return read_bytes(data, shown(path.name))


def read_bytes(data: bytes, name: str = "the page") -> Page:
    """The page in some bytes. It is HTML if an element of HTML stands in it, else text. PageError as for `read_file`.

    >>> read_bytes(b"<p>They agreed on:<ul><li>Chips</ul>").blocks[-1]
    Block(line=1, kind='item', text='Chips', level=0, linked=False)
    >>> read_bytes(b"")
    Traceback (most recent call last):
    analysis.page.lines.PageError: the page is empty; save the page again
    """
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf"):
        raise PageError(f"{name} is empty; save the page again")
    text, sure = decoded(data)
    controls = len(re.findall("[\0-\x08\x0e-\x1f\x7f]", text))
    if data.startswith((b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"bplist")) or "\0" in text or controls > len(text) // 50 + 1:
        raise PageError(f"{name} is neither HTML nor text but some other kind of file; save the page as HTML or as text")
    if re.search(r"(?im)^content-type:\s*multipart/", text[:4000]):
        raise PageError(f"{name} is a web archive (MHTML); save the page as HTML or as text")
    sha256 = hashlib.sha256(data).hexdigest()
    if not _TAG.search(text):
        return Page("text", text_blocks(text), None, sha256)
    source = text if sure else data
    page = Page("HTML", *html_blocks(source), sha256)
    return page._replace(otherwise=Page("HTML", *html_blocks(source, classes=False), sha256, False)) if page.left.classes else page


def decoded(data: bytes) -> tuple[str, bool]:
    """Bytes as text, and whether their coding is certain: by a byte-order mark, as UTF-16 by its zeros, or as UTF-8.

    Where it is not, the text is read as Windows-1252; in HTML its own declaration then decides.

    >>> decoded("é".encode("utf-16")), decoded(b"\\xe9")
    (('é', True), ('é', False))
    """
    for mark, coding in _MARKS:
        if data.startswith(mark):
            return data[len(mark):].decode(coding, "replace"), True
    for place, coding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(data) > 7 and data[place::2].count(0) > 0.7 * (len(data) // 2) and not data[1 - place::2].count(0):
            return data.decode(coding, "replace"), True
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), False
