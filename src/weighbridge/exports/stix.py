"""A STIX 2.1 bundle: parties and outlets, documents as reports, transfers as relationships with their confidence.

Source: STIX Version 2.1, OASIS Standard, 10 June 2021; its appendix A maps scales to ``confidence``. What of a transfer
fits no object of STIX (stages, origins, the sum behind a likelihood) stands in a note on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, BinaryIO

from weighbridge.exports import extra, gather
from weighbridge.exports.columns import ExportError, Record
from weighbridge.exports.ids import NO_DAY, moment, random_like
from weighbridge.exports.inert import inert, shortened, web_address
from weighbridge.exports.parties import labels, name_of, sort_of
from weighbridge.exports.statements import source_words
from weighbridge.exports.stix_measures import action_of, target_of
from weighbridge.exports.transfers import contradiction_words, grading_words, range_words
from weighbridge.identity import canonical
from weighbridge.ledger import content_hash, entries, flag_of, last_day
from weighbridge.model import as_json
from weighbridge.views import Asked, Look, statement_records, transfer_records
from weighbridge.weighing.changes import statements_in
from weighbridge.weighing.likelihood import percent

CONFIDENCE: dict[str, int] = {
    "almost no chance": 5,
    "very unlikely": 15,
    "unlikely": 30,
    "roughly even chance": 50,
    "likely": 70,
    "very likely": 85,
    "almost certain": 95,
}
"""Words of ICD 203 to ``confidence``. Source: STIX 2.1, appendix A, DNI scale: its table of words of estimative
probability that has the words of ICD 203."""
CREDIBILITY: dict[int, int] = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
"""Admiralty credibility to ``confidence``; 6 (can't be judged) has none. Source: likewise, Admiralty credibility."""
BEGINNINGS: dict[str, str] = {
    "sought": "Only asked for",
    "negotiating": "Only negotiated on",
    "agreed": "Only agreed",
    "shipped": "Shipped",
    "delivered": "Delivered",
    "used": "In use with the recipient",
}
"""The furthest stage that is at least likely: how a relationship's description begins. All are ``related-to``, the one
type between identities that the specification has; what it is stands first, so that no request reads as a supply."""
LABELS: dict[str, str] = {"undated": "undated", "future": "date-yet-to-come"}
"""Of a report: what is odd about its date."""
MOVED: tuple[str, ...] = ("shipped", "delivered", "used")
CLASSES: dict[str, str] = {
    "state": "organization",
    "group": "group",
    "company": "organization",
    "body": "organization",
    "unknown": "unknown",
}
"""What a party is: its ``identity_class``."""
_DIGEST = re.compile("[0-9a-f]{64}")
LONGEST = 5_000
"""Characters of evidence in an object."""


def write_bundle(out: BinaryIO, look: Look, asked: Asked, marking: str | None, step: Callable[[], None]) -> int:
    """Write the bundle object by object; their number. ``marking`` is a level of TLP 1. Raises ExportError."""
    stix = extra.stix2()
    marks = _marks(stix, marking)
    key = random_like("bundle", content_hash(look.ledger), look.as_of, canonical(as_json(asked)), marking)
    out.write(f'{{"type": "bundle", "id": "bundle--{key}", "objects": ['.encode())
    number = 0
    for one in _marked(stix, marking, _Objects(stix.v21, look, asked, marks).all()):
        out.write((b",\n" if number else b"\n") + one.serialize().encode("utf-8"))
        number += 1
        step()
    out.write(b"\n]}\n")
    return number


def _marks(stix: Any, marking: str | None) -> dict[str, Any]:
    if marking is None:
        return {}
    levels = {name: getattr(stix.v21, f"TLP_{name.upper()}") for name in ("white", "green", "amber", "red")}
    if marking.lower() not in levels:
        raise ExportError(f"there is no marking {marking!r}; it has to be one of {', '.join(levels)}")
    return {"object_marking_refs": [levels[marking.lower()]]}


def _marked(stix: Any, marking: str | None, objects: Iterator[Any]) -> Iterator[Any]:
    if marking is not None:
        yield getattr(stix.v21, f"TLP_{marking.upper()}")
    yield from objects


def link_of(record: Record) -> dict[str, Any]:
    """``description``, ``labels`` and ``confidence`` of a transfer's relationship, all about one stage, which is named.

    It has the label ``arms-transfer`` where goods are at least likely to have left; ``possible-arms-transfer`` where
    it was only asked for, negotiated on or agreed, was halted on the way, or where no stage is likely. Without a
    judgement there is no confidence.
    """
    reached, about, word = record["stage"], record["about"], record["word"]
    stopped = record["halted"] and reached not in ("delivered", "used")
    if stopped:
        about = "halted"
        word = next(one["word"] for one in record["stages"] if one["stage"] == about)
        beginning = "Halted or refused, after it was shipped" if reached == "shipped" else "Halted or refused"
    elif reached:
        beginning = BEGINNINGS[reached] + (", and further supplies halted" if record["halted"] else "")
    elif record["likelihood"] is None:
        beginning = "Only spoken of"
    else:
        beginning = "Claimed, and not likely" if record["claimed"] else "Denied, and not likely"
    goods = ", ".join(labels().get(one, one) for one in record["classes"])
    value = CONFIDENCE.get(word)
    judgement = "No judgement" if value is None else f"Stage {about}: {word}"
    sort = "arms-transfer" if reached in MOVED and not stopped else "possible-arms-transfer"
    return {
        "description": inert(f"{beginning}: {goods}. {judgement}. Transfer {record['id']}"),
        "labels": [sort, reached or "not-likely", *(["halted"] if record["halted"] else [])],
        **({} if value is None else {"confidence": value}),
    }


def assessment_words(record: Record) -> str:
    """What the assessment comes to, a line each; likelihood and confidence stand apart."""
    said = [f"{one['stage']}: {one['word']} ({percent(one['likelihood'])})" for one in record["stages"]]
    if record["halted"]:
        said.append("It was halted.")
    said.append(f"The ground of this judgement: {record['confidence']} confidence; {record['ground']}.")
    said += [
        f"Number of {one['goods']}, {one['phase']}: {range_words(one['low'], one['high'])}"
        + ("" if one["agree"] else ", sources differ")
        for one in record["quantities"]
    ]
    said.append(f"Origins with their Admiralty grading: {grading_words(record)}")
    return inert(shortened("\n".join(said), 4 * LONGEST))


class _Objects:
    """The objects of one bundle; those that many refer to are given once."""

    def __init__(self, stix: Any, look: Look, asked: Asked, marks: dict[str, Any]) -> None:
        self._stix, self._look, self._asked, self._marks = stix, look, asked, marks
        self._given: set[str] = set()
        self._measures: dict[str, list[Record]] = {}
        """By document, those of which no report has told yet."""
        self._author = f"identity--{random_like('identity', 'program')}"

    def all(self) -> Iterator[Any]:
        """All objects; what others refer to comes before them."""
        yield self._stix.Identity(
            id=self._author,
            created=NO_DAY,
            modified=NO_DAY,
            name="Weighbridge",
            description="A program that weighs what is reported of arms transfers.",
            identity_class="system",
            **self._marks,
        )
        wanted: set[str] = set()
        for record in transfer_records(self._look, self._asked):
            wanted.add(record["id"])
            yield from self._transfer(record)
        if gather.everything(self._asked):
            for record in gather.with_addresses(self._look.ledger, gather.measures_asked(self._look, self._asked)):
                yield from self._measure(record)
        found = statement_records(self._look, supplier=self._asked.supplier, recipient=self._asked.recipient)
        mine = (one for one in found if one["transfer"] in wanted)
        for _, some in groupby(gather.with_addresses(self._look.ledger, mine), key=lambda one: one["document"]):
            yield from self._report(list(some))
        for told in list(self._measures.values()):
            yield from self._report(told)

    def _common(self, kind: str, key: tuple[object, ...], created: datetime, modified: datetime) -> dict[str, Any]:
        return {
            "id": f"{kind}--{random_like(kind, *key)}",
            "created_by_ref": self._author,
            "created": created,
            "modified": max(created, modified),
            **self._marks,
        }

    def _identity(self, key: tuple[object, ...], **fields: Any) -> tuple[str, list[Any]]:
        """The id of an identity, and the object if it was not given before."""
        common = self._common("identity", key, NO_DAY, NO_DAY)
        name = common["id"]
        if name in self._given:
            return name, []
        self._given.add(name)
        return name, [self._stix.Identity(**common, **fields)]

    def _party(self, code: str | None, side: str) -> tuple[str, list[Any]]:
        sort = sort_of(code)
        fields: dict[str, Any] = {"identity_class": CLASSES[sort], "name": inert(name_of(code) or f"Unknown {side}")}
        if sort == "state":
            fields |= {"sectors": ["government"], "description": f"ISO 3166-1 alpha-2: {code}"}
        return self._identity(("party", code, side if code is None else ""), **fields)

    def _transfer(self, record: Record) -> Iterator[Any]:
        supplier, first = self._party(record["supplier"], "supplier")
        recipient, second = self._party(record["recipient"], "recipient")
        yield from (*first, *second)
        created, modified = (moment(record[key]) or NO_DAY for key in ("reported", "latest"))
        relationship = self._stix.Relationship(
            **self._common("relationship", (record["id"],), created, modified),
            relationship_type="related-to",
            source_ref=supplier,
            target_ref=recipient,
            **link_of(record),
            **_times(record),
        )
        yield relationship
        yield self._stix.Note(
            **self._common("note", ("assessment", record["id"]), created, modified),
            abstract=inert(f"Assessment of {record['id']}"),
            content=assessment_words(record),
            object_refs=[relationship.id],
        )
        for words in contradiction_words(record):
            yield self._stix.Note(
                **self._common("note", ("contradiction", record["id"], words), created, modified),
                abstract=inert(f"Contradiction on {record['id']}"),
                content=inert(shortened(words, LONGEST)),
                object_refs=[relationship.id],
            )
        yield from self._opinions(record, relationship.id)

    def _opinions(self, record: Record, on: str) -> Iterator[Any]:
        """Denials and confirmations, of each statement one."""
        credibility = {
            key: origin["credibility"]
            for origin in record["origins"]
            for voice in origin["voices"]
            for key in voice["statements"]
        }
        days = {voice["document"]: voice["published"] for one in record["origins"] for voice in one["voices"]}
        ids = statements_in(record)
        for entry in entries(self._look.ledger, as_of=self._look.as_of, ids=ids):
            told = entry.statement
            if told.stance not in ("denies", "confirms"):
                continue
            day = moment(days.get(entry.document)) or NO_DAY
            grade = CREDIBILITY.get(credibility.get(entry.id, 6))
            sure = "strongly-" if told.certainty == "certain" else ""
            yield self._stix.Opinion(
                **self._common("opinion", (record["id"], entry.id), day, day),
                opinion=sure + ("disagree" if told.stance == "denies" else "agree"),
                explanation=inert(f"{told.stance} {told.stage}: {shortened(told.evidence, LONGEST)}"),
                authors=[inert(source_words(as_json(told.source)))],
                object_refs=[on],
                **({} if grade is None else {"confidence": grade}),
            )

    def _measure(self, record: Record) -> Iterator[Any]:
        """A measure, and who takes it against whom."""
        day = moment(record["published"]) or NO_DAY
        action = self._stix.CourseOfAction(
            **self._common("course-of-action", (record["id"],), day, day),
            **action_of(record),
            external_references=[_reference(record)],
        )
        yield action
        against = target_of(record)
        sides = []
        if record["imposer"]:
            sides.append(("imposer", self._party(record["imposer"], "imposer")))
        if against or record["target_country"]:
            sides.append(
                (
                    "target",
                    self._identity(against[0], **against[1])
                    if against
                    else self._party(record["target_country"], "target"),
                )
            )
        for side, (name, new) in sides:
            yield from new
            yield self._stix.Relationship(
                **self._common("relationship", ("measure", record["id"], side), day, day),
                relationship_type="related-to",
                source_ref=name if side == "imposer" else action.id,
                target_ref=action.id if side == "imposer" else name,
                description="Who takes the measure" if side == "imposer" else "Whom the measure is against",
                labels=["arms-transfer-measure"],
            )
        self._measures.setdefault(record["document"], []).append(record)

    def _report(self, told: list[Record]) -> Iterator[Any]:
        """The document of some statements or measures, as a report of what they are about."""
        one = told[0]
        day = moment(one["published"]) or NO_DAY
        measures = self._measures.pop(one["document"], [])
        of = sorted({f"relationship--{random_like('relationship', row['transfer'])}" for row in told if "stage" in row})
        of += [f"course-of-action--{random_like('course-of-action', row['id'])}" for row in measures]
        outlet = one["publisher"]
        if outlet:
            name, first = self._identity(("outlet", outlet), name=inert(outlet), identity_class="organization")
            yield from first
            of.append(name)
        yield self._stix.Report(
            **self._common("report", (one["document"],), day, day),
            name=inert(shortened(one["title"] or one["doc"] or one["document"], 500)),
            description=_evidence([*told, *measures]),
            published=day,
            object_refs=of,
            external_references=[_reference(one)],
            labels=[
                "arms-transfer" if "stage" in one else "arms-transfer-measure",
                *([LABELS[flag]] if (flag := flag_of(one["published"])) else []),
            ],
        )


def _reference(one: Record) -> dict[str, Any]:
    """Where a record stands: outlet, document, address; and the digest of what stood there, where that is known."""
    reference: dict[str, Any] = {
        "source_name": inert(one["publisher"] or one["doc"] or "not named"),
        "external_id": one["document"],
    }
    if address := web_address(one["url"]):
        reference["url"] = address
        if one["original"] and _DIGEST.fullmatch(one["original"]):
            reference["hashes"] = {"SHA-256": one["original"]}
    return reference


def _evidence(statements: Iterable[Record]) -> str:
    """The sentences that were read, each once."""
    said = dict.fromkeys(f"\u201c{shortened(one['evidence'], LONGEST)}\u201d" for one in statements)
    return inert(shortened("\n".join(said), 10 * LONGEST))


def _times(record: Record) -> dict[str, datetime]:
    """Beginning and end of a transfer, the end being the first moment after it."""
    start, end = moment(record["first"]), moment(last_day(record["last"]))
    found = {} if start is None else {"start_time": start}
    if end is not None and end.year < 9999 and (start is None or end >= start):
        found["stop_time"] = end + timedelta(days=1)
    return found
