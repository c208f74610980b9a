"""Records of large XML files, one at a time: no entities, no document types, no network, a bound on each record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from weighbridge.lists.bounded import Metered, head_of, opened
from weighbridge.lists.problem import ListError

BEGINNING = 1_000_000
"""Bytes before the first element, at most."""


def records(path: Path, most: int, wanted: Collection[str], root: Callable[[Any], None] | None = None) -> Iterator[Any]:
    """The elements named ``wanted`` (without namespace), complete, one at a time; each is emptied after its turn.

    ``root`` gets the outermost element when it begins. Elements inside a wanted one are not given by themselves; others
    are emptied when they end. Raises ListError for a document type, a record without end, broken XML.
    """
    where = str(path)
    head = head_of(path, most).replace(b"\x00", b"").lower()
    if b"<!doctype" in head or b"<!entity" in head:
        raise _with_type(where)
    with opened(path, most) as file:
        metered = Metered(file, where)
        parser = etree.XMLPullParser(
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        state = _Walk(frozenset(wanted), where, root)
        try:
            while data := metered.read():
                parser.feed(data)
                for element in state.complete(parser):
                    yield element
                    metered.mark()
                    _emptied(element)
            parser.close()
            yield from state.complete(parser)
        except etree.XMLSyntaxError as error:
            line = error.lineno or 0
            what = f"it is no XML, or it breaks off ({(error.msg or 'unknown reason').lower()})"
            raise ListError(f"{where}:{line}", what, "fetch it again") from None


class _Walk:
    """Where the parser stands: how deep, and in which wanted element."""

    def __init__(self, wanted: frozenset[str], where: str, root: Callable[[Any], None] | None) -> None:
        self.wanted, self.where, self.root = wanted, where, root
        self.depth = self.inside = 0

    def complete(self, parser: Any) -> Iterator[Any]:
        for event, element in parser.read_events():
            if event == "start":
                self.depth += 1
                if self.depth == 1:
                    if element.getroottree().docinfo.doctype:
                        raise _with_type(self.where)
                    if self.root:
                        self.root(element)
                if not self.inside and local(element) in self.wanted:
                    self.inside = self.depth
                continue
            if self.inside == self.depth:
                self.inside = 0
                self.depth -= 1
                yield element
                continue
            self.depth -= 1
            if not self.inside:
                _emptied(element)


def _with_type(where: str) -> ListError:
    return ListError(where, "it declares a document type or entities, as no official list does", "fetch it again")


def _emptied(element: Any) -> None:
    """Free an element and what came before it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, name: str) -> Iterator[Any]:
    """The children of that name."""
    return (one for one in element if local(one) == name)


def inner(element: Any, name: str) -> Iterator[Any]:
    """All elements of that name below."""
    return (one for one in element.iter() if one is not element and local(one) == name)


def text(element: Any, *path: str) -> str:
    """The text of the first element at the path of names below; empty where there is none."""
    for name in path:
        element = next(children(element, name), None)
        if element is None:
            return ""
    return (element.text or "").strip()


def texts(element: Any, name: str) -> list[str]:
    """The texts of all elements of that name below, empty ones left out."""
    return [words for one in inner(element, name) if (words := (one.text or "").strip())]
