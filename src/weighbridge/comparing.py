"""What is different between two states of a ledger: how transfers moved, and what outlets altered in their pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weighbridge.ledger import Ledger, Succession, document, entries, provenances
from weighbridge.ledger.dates import last_day
from weighbridge.model import Document, Entry, Provenance, as_json
from weighbridge.weighing.alterations import Alteration, Revised, alteration_of, altered_sentences
from weighbridge.weighing.changes import CAUSES, Change, Versions, changes, statements_in

Record = dict[str, Any]
_PAGES = 100
"""Alterations whose statements are in memory at a time."""


def place_of(source: Provenance) -> Record:
    """Where a record stands: its document's name and id, outlet and day."""
    return {
        "doc": source.name,
        "document": source.id,
        "publisher": source.publisher,
        "published": source.published,
    }


def statements_of(ledger: Ledger, ids: Collection[str]) -> Iterator[Record]:
    """Statements by id, with what a reader wants to see of a cause; also those of versions that do not stand."""
    found = list(entries(ledger, ids=ids, every_version=True)) if ids else []
    sources = {one.id: one for one in provenances(ledger, {one.document for one in found})}
    for one in found:
        yield _told(one, sources[one.document])


def _told(one: Entry, source: Provenance) -> Record:
    return {
        "id": one.id,
        **place_of(source),
        "stance": one.statement.stance,
        "stage": one.statement.stage,
        "source": as_json(one.statement.source),
        "evidence": one.statement.evidence,
    }


def differences(
    ledger: Ledger, before: Sequence[Record] | None, now: Sequence[Record], altered: Sequence[Succession]
) -> Iterator[Record]:
    """What moved between the transfers of two states, each with the evidence of its causes; then what was altered.

    Args:
        ledger: where the statements are.
        before: the records of all transfers then; None: only what was altered is asked for.
        now: those of now.
        altered: the successions that came between.
    """
    if before is not None:
        yield from moved(ledger, [(before, now, altered)])[0]
    homes = {key: record["id"] for record in (*(before or ()), *now) for key in statements_in(record)}
    for some in (altered[start : start + _PAGES] for start in range(0, len(altered), _PAGES)):
        for one, alteration in zip(some, _alterations(ledger, [(of.earlier, of.later) for of in some]), strict=True):
            record = _record(ledger, one, alteration, homes)
            if _differs(record):
                yield record


Side = tuple[Sequence[Record], Sequence[Record], Sequence[Succession]]
"""The records of transfers then and now, and the successions that came between."""


def moved(ledger: Ledger, sides: Sequence[Side]) -> list[list[Record]]:
    """What moved in each of several lots of transfers, as ``differences`` tells it: read all together."""
    versions = [_versions(ledger, altered) for _, _, altered in sides]
    denials = _denials(ledger, {key for side, how in zip(sides, versions, strict=True) for key in _fresh(side, how)})
    found: list[list[Change]] = [
        list(changes(before, now, denials, how)) for (before, now, _), how in zip(sides, versions, strict=True)
    ]
    ids = {key for some in found for change in some for key in change.causes}
    causes = {one["id"]: one for one in statements_of(ledger, ids)}
    return [[_change(one, causes) for one in some] for some in found]


def _fresh(side: Side, versions: Versions) -> set[str]:
    """New statements of those transfers that there were before: of a new one no denial is told."""
    old = {key for record in side[0] for key in statements_in(record)}
    mine = (statements_in(record) for record in side[1])
    return {key for keys in mine if any(versions.of_before(one) in old for one in keys) for key in keys - old}


def _denials(ledger: Ledger, ids: Collection[str]) -> dict[str, str]:
    """Those of some statements that deny, with who denies."""
    found = entries(ledger, ids=ids, every_version=True, stance="denies") if ids else ()
    return {one.id: one.statement.source.text or one.statement.source.class_ for one in found}


def _change(one: Change, causes: Mapping[str, Record]) -> Record:
    return {
        "transfer": one.transfer,
        "kind": one.kind,
        "before": one.before,
        "after": one.after,
        "causes": [causes[key] for key in one.causes if key in causes],
    }


def _versions(ledger: Ledger, altered: Sequence[Succession]) -> Versions:
    """How the statements of the versions that stand after all successions go back to those that stood before."""
    ends = ends_of(altered)
    continued: dict[str, str] = {}
    revised: set[str] = set()
    lost: set[str] = set()
    for some in (ends[start : start + _PAGES] for start in range(0, len(ends), _PAGES)):
        for alteration in _alterations(ledger, some):
            continued.update((new, old) for old, new in alteration.same)
            continued.update((one.after.id, one.before.id) for one in alteration.revised)
            revised.update(one.after.id for one in alteration.revised)
            lost.update(one.before.id for one in alteration.revised)
            lost.update(one.id for one in alteration.withdrawn)
    return Versions(continued, frozenset(revised), frozenset(lost))


def ends_of(altered: Sequence[Succession]) -> list[tuple[str, str]]:
    """The versions that stood before all successions, each with those that stand after them.

    Of a text that was left and came again, it is the number of times that tells on which side it stands.
    """
    follows: dict[str, list[str]] = defaultdict(list)
    balance: Counter[str] = Counter()
    for one in altered:
        follows[one.earlier].append(one.later)
        balance[one.earlier] -= 1
        balance[one.later] += 1
    back = {one.later for one in altered if one.again}
    began = set(follows) - {one.later for one in altered} | {key for key in back if balance[key] < 0}
    ends: list[tuple[str, str]] = []
    for start in sorted(began):
        queue, seen = [start], {start}
        while queue:
            for following in follows.get(queue.pop(), ()):
                if following in seen:
                    continue
                seen.add(following)
                if following in follows:
                    queue.append(following)
                if following not in follows or (following in back and balance[following] > 0):
                    ends.append((start, following))
    return ends


def _alterations(ledger: Ledger, some: Sequence[tuple[str, str]]) -> list[Alteration]:
    """How the statements of each two documents differ."""
    said: dict[str, list[Entry]] = defaultdict(list)
    if some:
        for one in entries(ledger, documents={key for pair in some for key in pair}, every_version=True):
            said[one.document].append(one)
    return [alteration_of(said[earlier], said[later]) for earlier, later in some]


@dataclass(frozen=True, slots=True)
class _Side:
    """One version."""

    document: Document
    source: Provenance

    @property
    def day(self) -> str | None:
        """When it was last changed, else published, else seen."""
        details = self.document.details
        told = (details.updated, self.document.published, details.seen)
        return next((one[:10] for one in told if one and last_day(one)), None)


def _side(ledger: Ledger, key: str) -> _Side:
    found = document(ledger, key)
    [source] = provenances(ledger, [key])
    if found is None:
        raise KeyError(key)
    return _Side(found, source)


def _record(ledger: Ledger, one: Succession, alteration: Alteration, homes: Mapping[str, str]) -> Record:
    """What was altered in one page."""
    old, new = _side(ledger, one.earlier), _side(ledger, one.later)
    sentences, complete = altered_sentences(old.document.text, new.document.text)
    withdrawn = [_told(said, old.source) for said in alteration.withdrawn]
    added = [_told(said, new.source) for said in alteration.added]
    revised = [_revision(said, old.source, new.source) for said in alteration.revised]
    concerned = [
        *(row["after"]["id"] for row in revised),
        *(row["id"] for row in added),
        *(row["before"]["id"] for row in revised),
        *(row["id"] for row in withdrawn),
    ]
    transfers = list(dict.fromkeys(homes[key] for key in concerned if key in homes))
    causes = [*withdrawn, *(row["after"] for row in revised), *added][:CAUSES]
    return {
        "transfer": transfers[0] if transfers else None,
        "kind": "altered",
        "before": f"version of {old.day or 'an unknown day'}",
        "after": f"version of {new.day if new.day != old.day and new.day else one.day}",
        "causes": causes,
        "day": one.day,
        "publisher": new.document.publisher or old.document.publisher,
        "title": new.document.title,
        "title_before": old.document.title,
        "url": new.document.url,
        "earlier": one.earlier,
        "later": one.later,
        "transfers": transfers,
        "withdrawn": withdrawn,
        "added": added,
        "revised": revised,
        "sentences": [{"before": row.before, "after": row.after} for row in sentences],
        "sentences_complete": complete,
    }


def _differs(record: Record) -> bool:
    """Whether anything was altered: a page that is had again under another address of it, or only bears a new date,
    says the same.
    """
    said = record["withdrawn"] or record["added"] or record["revised"] or record["sentences"]
    titled = (record["title_before"] or "") != (record["title"] or "")
    return bool(said) or titled or not record["sentences_complete"]


def _revision(one: Revised, old: Provenance, new: Provenance) -> Record:
    before, after = as_json(one.before.statement), as_json(one.after.statement)
    return {
        "before": _told(one.before, old),
        "after": _told(one.after, new),
        "slots": {name: {"before": before[name], "after": after[name]} for name in one.slots},
    }
