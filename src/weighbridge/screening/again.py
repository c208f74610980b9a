"""Past orders screened again where lists have changed since: what comes out otherwise, and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from weighbridge.lists.differing import differences
from weighbridge.lists.entry import Entry
from weighbridge.lists.problem import ListError
from weighbridge.lists.store import Store
from weighbridge.screening.deciding import Ground, Record, decided
from weighbridge.screening.decisions import Decisions, Kept, Session, asked_id
from weighbridge.screening.plain import order_from
from weighbridge.screening.roles import twins

Lists = dict[str, str]
"""Name of a list to the digest of its version."""
AGAIN = "again: "
"""How the place of a decision begins that was made by screening again."""


@dataclass(frozen=True, slots=True)
class Change:
    """An order that comes out otherwise. come, gone: findings; why: what differs between the lists, and beside them."""

    before: Kept
    after: Kept
    come: tuple[dict[str, Any], ...]
    gone: tuple[dict[str, Any], ...]
    why: tuple[str, ...]

    def row(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "order": self.after.order,
            "before": {"reference": self.before.reference, "answer": self.before.answer, "at": self.before.at},
            "after": {"reference": self.after.reference, "answer": self.after.answer},
            "why": list(self.why),
            "come": list(self.come),
            "gone": list(self.gone),
        }


def rescreened(
    decisions: Decisions, session: Session, ground: Ground, store: Store, step: Callable[[bool], None]
) -> Iterator[Change]:
    """The orders whose answer or findings are no longer the same, after all were screened again.

    Only orders that were last decided on other versions of lists are. ``step`` is told for each order whether it was
    screened. What was screened in this state already, by a run that was stopped, is taken from there. A run that came
    to its end told its changes, and they are not told again.
    Raises OrderError where a record is gone or damaged.
    """
    past: dict[str, list[tuple[str, Kept]]] = {}
    for state, kept in decisions.kept():
        past.setdefault(kept.asked, []).append((state, kept))
    changed: list[tuple[Kept, Kept, Record, Record]] = []
    for some in past.values():
        found = _before(decisions, some, _lists(ground.state))
        if found:
            before, old = found
            order = order_from(old["order"])
            after, data = session.found(order) or session.keep(
                order, decided(order, ground), AGAIN + before.where.removeprefix(AGAIN)
            )
            new = json.loads(data)
            if _essence(old) != _essence(new):
                changed.append((before, after, old, new))
        step(found is not None)
    yield from _explained(changed, store)
    decisions.told(session)


def once_more(reference: str, decisions: Decisions, session: Session, ground: Ground, store: Store) -> Change:
    """One past decision made again on the ground of now, whatever of it changed: lists, lexicon, program, ledger, day.

    Its ``why`` tells what in the ground is another, also where the outcome is the same.
    Raises OrderError where the record is gone or damaged.
    """
    data = decisions.read(reference)
    old, digest = json.loads(data), sha256(data).hexdigest()
    order = order_from(old["order"])
    unknown = Kept(asked_id(order), digest, old["answer"], order.reference, "", "")
    before = next((one for _, one in decisions.kept() if one.record == digest), unknown)
    where = AGAIN + before.where.removeprefix(AGAIN)
    after, made = session.found(order) or session.keep(order, decided(order, ground), where)
    new = json.loads(made)
    (change,) = _explained([(before, after, old, new)], store)
    return replace(change, why=tuple(dict.fromkeys((*change.why, *_beside(old["state"], new["state"])))))


def _before(decisions: Decisions, past: list[tuple[str, Kept]], now: Lists) -> tuple[Kept, Record] | None:
    """The decision that the lists of now put in question; None where the last one already rests on them."""
    for state, kept in sorted(past, key=lambda one: one[1].at, reverse=True):
        record: Record = json.loads(decisions.read(kept.record))
        if _lists(record["state"]) != now:
            return kept, record
        if not kept.where.startswith(AGAIN) or decisions.is_told(state):
            return None
    return None


def _lists(state: dict[str, Any]) -> Lists:
    return {one["list"]: one["digest"] for one in state["lists"]}


def _essence(record: Record) -> tuple[str, list[tuple[str, ...]]]:
    return record["answer"], sorted(_keyed(record))


def _keyed(record: Record) -> dict[tuple[str, ...], dict[str, Any]]:
    """Findings by what makes each the same as another, whatever day it is and whatever else the list says.

    One party in two roles is one: older records have a finding for each.
    """
    first = twins(order_from(record["order"]))
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for one in record["findings"]:
        subject, score = first.get(one["subject"], one["subject"]), f"{one.get('score', 0):.4f}"
        found.setdefault((one["kind"], subject, one.get("rule", ""), one["level"], score), one)
    return found


def _explained(changed: list[tuple[Kept, Kept, Record, Record]], store: Store) -> Iterator[Change]:
    """Each change with its causes. The old and the new versions are read once, for all entries that are asked for."""
    wanted: dict[tuple[str, str], set[str]] = {}
    moved: list[tuple[list[dict[str, Any]], list[dict[str, Any]]]] = []
    for _, _, old, new in changed:
        before, after = _keyed(old), _keyed(new)
        come = [one for key, one in after.items() if key not in before]
        gone = [one for key, one in before.items() if key not in after]
        moved.append((come, gone))
        for one in (*come, *gone):
            name, _, key = one.get("rule", "").partition("/")
            if one["kind"] == "party" and key:
                for state in (old["state"], new["state"]):
                    wanted.setdefault((name, _lists(state).get(name, "")), set()).add(key)
    entries = {pair: _entries(store, pair[1], ids) for pair, ids in wanted.items()}
    for (before_kept, after_kept, old, new), (come, gone) in zip(changed, moved, strict=True):
        why = dict.fromkeys(_why(come, gone, old, new, entries))
        yield Change(before_kept, after_kept, tuple(come), tuple(gone), tuple(why))


def _entries(store: Store, digest: str, ids: set[str]) -> dict[str, Entry] | None:
    """Entries of a version by their id; None where the version is gone."""
    version = next((one for one in store.versions() if one.entries == digest), None)
    if version is None:
        return {} if not digest else None
    try:
        return {one.party.id: one for one in store.entries(version) if one.party.id in ids}
    except ListError:
        return None


def _why(
    come: Iterable[dict[str, Any]],
    gone: Iterable[dict[str, Any]],
    old: Record,
    new: Record,
    entries: dict[tuple[str, str], dict[str, Entry] | None],
) -> Iterator[str]:
    before, after = _lists(old["state"]), _lists(new["state"])
    beside = False
    for one in (*come, *gone):
        name, _, key = one.get("rule", "").partition("/")
        if one["kind"] != "party" or not key:
            beside = True
            continue
        then, now = entries.get((name, before.get(name, ""))), entries.get((name, after.get(name, "")))
        if then is None or now is None:
            yield f"{one['rule']}: a version of {name} is gone, so what changed in it can't be told"
            continue
        told = list(differences(*([found[key]] if key in found else [] for found in (then, now))))
        for difference in told:
            fields = "; ".join(
                f"{part.name.replace('_', ' ')}: {_few(part.gone)} became {_few(part.come)}"
                for part in difference.fields[:5]
            )
            on = f"{name} ({before.get(name, 'not held')[:12]} to {after.get(name, 'not held')[:12]})"
            yield f"{difference.name} [{key}] was {difference.kind} on {on}" + (f": {fields}" if fields else "")
        beside = beside or not told
    if beside:
        yield from _beside(old["state"], new["state"])


def _few(values: tuple[str, ...]) -> str:
    return ", ".join(values[:3]) or "nothing"


def _beside(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """What else is not as it was."""
    names = {"lexicon": "the lexicon", "program": "the program", "ledger": "what the ledger holds"}
    names |= {"allowed": "the allowances", "day": "the day", "lists": "the lists in force"}
    names |= {"forenames": "whether forenames are looked up", "holdings": "the table of holdings"}
    for key, words in names.items():
        if old.get(key) != new.get(key):
            yield f"{words} changed"
