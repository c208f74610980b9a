"""Which page an address is of: two addresses with one key show the same page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Own code, though libraries normalise addresses too: the key is kept in ledgers, and must not change with a library.
_TRACKING = re.compile(
    r"(?:utm_\w*|hsa_\w*|mtm_\w*|pk_\w*|(?:fb|g|dc|y|tw|ms|ttc|li_fat_|igs)(?:clid|hid)|gclsrc|gbraid|wbraid|fb_ref"
    r"|fb_source|li_fat_id|mc_[ce]id|_ga|_gl|_hsenc|_hsmi|mkt_tok|igshid|vero_id|oly_(?:anon|enc)_id|ocid|cmpid|smid"
    r"|xtor|at_(?:medium|campaign|link\w*|custom\w*|format|ptr\w*|bbc\w*))",
    re.IGNORECASE,
)
"""Names of parameters that only tell how a reader came to a page."""
_PORTS = {"http": "80", "https": "443"}


def page_key(url: str | None, live: bool = False) -> str | None:
    """The key of the page at an address; None where there is none.

    Left out: scheme (http and https), ``www.``, user and usual port, tracking parameters, a slash at the end,
    and the fragment, unless it is of a ``live`` entry, which has its address by it. The host is in lower case.
    Other schemes, and what is no address, stand as they are, without the fragment.
    """
    text = (url or "").strip()
    if not text:
        return None
    whole, _, fragment = text.partition("#")
    end = f"#{fragment}" if live and fragment else ""
    try:
        parts = urlsplit(whole)
        host = (parts.hostname or "").rstrip(".")
        port = str(parts.port or "")
    except ValueError:
        return (whole + end) or None
    if parts.scheme.lower() not in _PORTS or not host:
        return (whole + end) or None
    host = host.removeprefix("www.") or host
    near = "" if port in ("", _PORTS[parts.scheme.lower()]) else f":{port}"
    told = sorted(one for one in parts.query.split("&") if one and not _TRACKING.fullmatch(one.partition("=")[0]))
    query = "?" + "&".join(told) if told else ""
    return f"{host}{near}{parts.path.rstrip('/')}{query}{end}"


def is_front(page: str) -> bool:
    """Whether a key is that of a site's front page, which shows something new each day under one title."""
    return not any(mark in page for mark in "/?#")


_FORMS = re.compile(r"(?:www\d?|m|mobile|amp|touch)\.", re.IGNORECASE)
"""Beginnings of a host's name under which a site shows the same pages in another form."""
_SCRIPT = re.compile(r"\.(?:php\d?|aspx?|cfm|cgi|jsp|dll|pl)$", re.IGNORECASE)
_TELLING = re.compile(r"\d{3}|[-_][^-_/]+[-_][^-_/]+[-_]")
"""What the end of an article's address has, and that of a section seldom: a number, or four words."""
_WORDS = re.compile(r"(?:\.(?:html?|amp))+$", re.IGNORECASE)


def further_keys(url: str | None, canonical: str | None, moved_from: str | None, live: bool = False) -> tuple[str, ...]:
    """The keys of a page besides that of its own address ``url``: of the one that it gives itself, where that can be
    believed, and of the one from where it has moved for good.

    An address that a page gives itself is of the same site (``www.``, ``m.``, ``amp.`` apart) and an article's: not the
    front page, a section or a script without parameters, which many pages of a site may name. Nothing that moved
    to a front page was the same page before.
    """
    own = page_key(url, live)
    if own is None or "://" in own or is_front(own):
        return ()
    end = f"#{url.partition('#')[2]}" if live and url and "#" in url else ""
    found = []
    for told, right in ((canonical, _is_believed), (moved_from, _is_page)):
        key = page_key((told or "").strip().partition("#")[0] + end, live) if told else None
        if key is not None and key != own and right(key, own):
            found.append(key)
    return tuple(sorted(set(found)))


def _is_page(key: str, own: str) -> bool:
    return "://" not in key and not is_front(key)


def _is_believed(key: str, own: str) -> bool:
    """Whether an article at the key ``own`` can say that ``key`` is its page."""
    if not _is_page(key, own) or _site(key) != _site(own):
        return False
    path, _, query = key.partition("#")[0].partition("?")
    if _SCRIPT.search(path) and not query:
        return False
    last = _WORDS.sub("", path.rpartition("/")[2])
    mine = _WORDS.sub("", _without_form(own.partition("#")[0].partition("?")[0]).rpartition("/")[2])
    return bool(query) or last == mine or _TELLING.search(last) is not None


def _site(key: str) -> str:
    host = re.split(r"[/?#]", key, maxsplit=1)[0]
    while found := _FORMS.match(host):
        host = host[found.end() :]
    return host


def _without_form(path: str) -> str:
    """A path without the word for the form of the page at its end ("/news/story/amp")."""
    return re.sub(r"/(?:amp|print|mobile|index)(?:\.html?)?$", "", path, flags=re.IGNORECASE)
