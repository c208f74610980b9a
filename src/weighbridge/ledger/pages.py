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
