"""A past decision again: its bytes as they were, and what of all that it rests on is still there to make it anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from weighbridge.identity import canonical
from weighbridge.lists import packed
from weighbridge.lists.problem import ListError
from weighbridge.lists.store import Store, Version
from weighbridge.screening.allowed import allowed_from
from weighbridge.screening.deciding import Ground, decided
from weighbridge.screening.decisions import Decisions
from weighbridge.screening.figures import figures
from weighbridge.screening.in_force import of_versions
from weighbridge.screening.onward import onward_from
from weighbridge.screening.own_holdings import OwnHoldings, kept
from weighbridge.screening.plain import order_from
from weighbridge.screening.refused import OrderError
from weighbridge.screening.state import lexicon, program

SAME, OTHER, CHANGED, NOT_MADE = "same", "other", "changed", "not made"


@dataclass(frozen=True, slots=True)
class Replay:
    """record: the bytes, whose digest was checked. gone: what is no longer there. other: what is another since.

    made: SAME where it was decided again, from lists, order, transfers and allowances of then, to the same bytes.
    CHANGED where these differ and something of ``other`` explains it (code, rules, lexicon, libraries); OTHER where
    nothing does; NOT_MADE where something of ``gone`` stands against it.
    """

    record: bytes
    gone: tuple[str, ...]
    other: tuple[str, ...]
    made: str


def replayed(reference: str, decisions: Decisions, store: Store, step: Callable[[], None] = lambda: None) -> Replay:
    """The decision of a reference. Raises OrderError where its record is gone, damaged, or unknown."""
    data = decisions.read(reference)
    record = json.loads(data)
    state = record["state"]
    versions = {one.entries: one for one in store.versions()}
    gone, other = [*_lists(state, store, versions)], [*_program(state, decisions)]
    if state["program"].get("format") != program()["format"]:
        gone.append(f"the form of records was {state['program'].get('format')}, and is {program()['format']}")
    holdings = None
    if state.get("holdings"):
        try:
            holdings = kept(state["holdings"], decisions.folder)
        except ListError as error:
            gone.append(f"the table of holdings: {error}")
    made = NOT_MADE if gone else _again(record, data, store, versions, holdings, step)
    return Replay(data, tuple(gone), tuple(other), CHANGED if made == OTHER and other else made)


def _lists(state: dict[str, Any], store: Store, versions: dict[str, Version]) -> Iterator[str]:
    for one in state["lists"]:
        name = f"{one['list']} {one['version']} (as of {one['as_of']})"
        if one["digest"] not in versions:
            yield f"{name} is no longer among the versions that are kept in {store.folder}"
            continue
        try:
            for _ in packed.chunks(store.folder / "entries", one["digest"]):
                pass
        except ListError as error:
            yield f"{name}: {error}"


def _program(state: dict[str, Any], decisions: Decisions) -> Iterator[str]:
    if state["lexicon"] != lexicon()[0]:
        kept = "what it said then is kept" if decisions.has_lexicon(state["lexicon"]) else "what it said then is gone"
        yield f"the lexicon is no longer {state['lexicon'][:12]} ({kept})"
    now, was = program(), state["program"]
    rules = was.get("rules")
    if rules != now["rules"]:
        then = f"were number {rules}" if rules else "had no number yet"
        yield f"the rules {then}, and are number {now['rules']}: some orders are answered otherwise since, on purpose"
    if was.get("code") != now["code"]:
        same = (
            f"; the rules are number {rules} as then, so no answer was meant to change" if rules == now["rules"] else ""
        )
        yield f"the code that decides was {was.get('code')}, and is {now['code']}{same}"
    for name in was:
        if name not in ("code", "rules", "format") and now.get(name) != was[name]:
            yield f"{name} was {was[name]}, and is {now.get(name, 'gone')}"


def _again(
    record: dict[str, Any],
    data: bytes,
    store: Store,
    versions: dict[str, Version],
    holdings: OwnHoldings | None,
    step: Callable[[], None],
) -> str:
    state = record["state"]
    lists = of_versions(store, [_of(versions, one) for one in state["lists"]], state["day"], step)
    allowed = tuple(allowed_from({key: one[key] for key in one if key != "id"}) for one in record["allowed"])
    known = {code: tuple(onward_from(one) for one in rows) for code, rows in record["onward"].items()}
    onward = (lambda code: known.get(code, ())) if state["ledger"] else None
    ground = Ground(state, lists, figures(), allowed, onward, holdings)
    try:
        again = canonical(decided(order_from(record["order"]), ground)).encode("utf-8", "surrogatepass")
    except (KeyError, TypeError, ValueError) as error:
        raise OrderError(
            "the record", f"it can't be decided again ({error})", "it was made by another version"
        ) from None
    return SAME if again == data else OTHER


def _of(versions: dict[str, Version], row: dict[str, Any]) -> Version:
    return versions[row["digest"]]
