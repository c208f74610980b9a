"""FollowTheMoney entities, for Aleph, OpenAleph, yente and whoever else reads them: one JSON object a line.

A transfer is an ``UnknownLink``, the one schema that ties two parties, has a role, a status and proof, and asserts
nothing about what the tie is. ``EconomicActivity`` has sender, receiver and goods, but says that it took place, and has
no status to say how likely that is: a denied transfer would stand there as trade.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from weighbridge.exports import extra, gather
from weighbridge.exports.columns import ExportError, Record
from weighbridge.exports.inert import inert, shortened, web_address
from weighbridge.exports.jsonl_files import line
from weighbridge.exports.parties import companies, labels, name_of, sort_of, state_of
from weighbridge.exports.statements import source_words
from weighbridge.exports.transfers import contradiction_words
from weighbridge.identity import content_id
from weighbridge.ledger import date_words, entries, last_day, provenances
from weighbridge.model import Provenance, as_json
from weighbridge.views import Asked, Look, transfer_records
from weighbridge.weighing.changes import statements_in
from weighbridge.weighing.likelihood import percent

SCHEMATA: dict[str, str] = {
    "state": "PublicBody",
    "group": "Organization",
    "body": "Organization",
    "company": "Company",
    "unknown": "LegalEntity",
}
"""What a party is: the schema."""
STEPS: dict[str, str] = {
    "sought": "been asked for",
    "negotiating": "negotiated on",
    "agreed": "agreed to supply",
    "shipped": "shipped",
    "delivered": "supplied",
    "used": "supplied",
    "halted": "halted",
}
"""A stage: what the supplier then did, or had done to it."""
SENTENCES = 20
"""Sentences that a transfer quotes, at most; the documents are all named."""
LONGEST = 2_000
"""Characters of a sentence."""


def write_entities(out: BinaryIO, look: Look, asked: Asked, step: Callable[[], None]) -> int:
    """Write the entities; their number. Each is checked by the library. Raises ExportError, LedgerError.

    Measures are written where nothing is asked of parties and goods, since they are of no transfer.
    """
    model = extra.followthemoney().model
    number = 0
    given: set[str] = set()
    for key, schema, properties in _all(look, asked):
        if key in given:
            continue
        given.add(key)
        out.write(line(_entity(model, key, schema, properties)))
        number += 1
        step()
    return number


_Told = tuple[str, str, dict[str, Any]]


def _entity(model: Any, key: str, schema: str, properties: dict[str, Any]) -> Any:
    """The entity as JSON values, valid by its schema; what is longer than a property can be is cut with a mark."""
    entity = model.make_entity(schema)
    entity.id = key
    for name, values in properties.items():
        longest = entity.schema.get(name).max_length
        for value in values if isinstance(values, list) else [values]:
            if value is not None:
                entity.add(name, shortened(inert(value), longest) if longest >= 60 else inert(value))
    row = entity.to_dict()
    missing = [name for name in entity.schema.required if not row["properties"].get(name)]
    faults = {
        name: fault for name, some in row["properties"].items() if (fault := entity.schema.get(name).validate(some))
    }
    if missing or faults:
        raise ExportError(f"the entity {key} is not valid: {faults or missing}; tell the makers of this program")
    return row


def _all(look: Look, asked: Asked) -> Iterator[_Told]:
    for record in transfer_records(look, asked):
        yield from _transfer(look, record)
    if gather.everything(asked):
        for record in gather.with_addresses(look.ledger, gather.measures_asked(look, asked)):
            yield from _measure(record)


def party_id(code: str | None, side: str = "") -> str:
    """The id of a party; who is not known is one for each side."""
    return f"weighbridge-party-{content_id([code, '' if code else side])}"


def _party(code: str | None, side: str = "") -> _Told:
    return (
        party_id(code, side),
        SCHEMATA[sort_of(code)],
        {"name": (name_of(code) or f"Unknown {side}").strip() or "Unknown", "country": state_of(code)},
    )


def document_entity(source: Provenance) -> _Told:
    """A document: an Article where an outlet or an address is known, else a Document."""
    address = web_address(source.url)
    return (
        f"weighbridge-document-{source.id}",
        "Article" if source.publisher or address else "Document",
        {
            "title": source.title,
            "fileName": inert(source.name).strip() or source.id,
            "publisher": source.publisher,
            "publishedAt": source.published if last_day(source.published) else None,
            "sourceUrl": address,
        },
    )


def _transfer(look: Look, record: Record) -> Iterator[_Told]:
    yield _party(record["supplier"], "supplier")
    yield _party(record["recipient"], "recipient")
    found = list(entries(look.ledger, as_of=look.as_of, ids=statements_in(record)))
    sources = {one.id: one for one in provenances(look.ledger, {one.document for one in found})}
    yield from (document_entity(one) for one in sources.values())
    quotes = dict.fromkeys(
        f"{sources[one.document].publisher or sources[one.document].name}, "
        f"{date_words(sources[one.document].published)}: {source_words(as_json(one.statement.source))} "
        f"{one.statement.stance} {one.statement.stage}: \u201c{shortened(one.statement.evidence, LONGEST)}\u201d"
        for one in found
    )
    yield (
        f"weighbridge-transfer-{content_id(record['id'])}",
        "UnknownLink",
        {
            "subject": party_id(record["supplier"], "supplier"),
            "object": party_id(record["recipient"], "recipient"),
            "role": role_words(record),
            "status": status_words(record),
            "startDate": record["first"],
            "endDate": record["last"],
            "summary": shortened(" ".join([*ground_words(record), *contradiction_words(record)]), 10_000),
            "description": list(quotes)[:SENTENCES],
            "recordId": record["id"],
            "publisher": "Weighbridge",
            "proof": [f"weighbridge-document-{one}" for one in sorted(sources)],
        },
    )


def role_words(record: Record) -> str:
    """What the supplier is said to have done with the goods for the recipient, at most: the furthest stage that
    somebody says or, where nobody says any, denies."""
    goods = ", ".join(labels().get(one, one) for one in record["classes"])
    if record["claimed"]:
        what = f"is said to have {STEPS[record['claimed']]}"
    elif record["likelihood"] is None:
        what = "is named, with nobody saying that it came to it"
    else:
        what = f"is {'denied' if record['denials'] else 'said'} to have {STEPS[record['about']]}"
    return f"{what}: {goods}"


def status_words(record: Record) -> str:
    """The stage with its likelihood, as in "delivered: very likely (85%)"."""
    share = "" if record["likelihood"] is None else f" ({percent(record['likelihood'])})"
    return f"{record['about']}: {record['word']}{share}{'; halted' if record['halted'] else ''}"


def ground_words(record: Record) -> list[str]:
    """What the assessment rests on, a sentence each."""
    return [
        f"Confidence: {record['confidence']} ({record['ground']}).",
        f"Statements: {record['statements_count']}, denials among them: {record['denials']};"
        f" documents: {record['documents_count']}.",
    ]


def _measure(record: Record) -> Iterator[_Told]:
    """A measure, on its target: a named company or body, else the state, else whoever the words name."""
    source = Provenance(
        record["document"], record["doc"], record["url"], record["publisher"], record["published"], record["title"]
    )
    yield document_entity(source)
    target = _target(record)
    yield target
    authority = name_of(record["imposer"])
    yield (
        f"weighbridge-measure-{record['id']}",
        "Sanction",
        {
            "entity": target[0],
            "authority": authority,
            "country": state_of(record["imposer"]),
            "program": record["kind"].replace("_", " "),
            "status": "warned of" if record["stance"] == "warns" else None,
            "reason": shortened(record["evidence"], LONGEST),
            "listingDate": record["published"]
            if record["kind"] == "sanctions" and record["stance"] != "warns"
            else None,
            "recordId": record["id"],
            "publisher": record["publisher"],
            "sourceUrl": web_address(record["url"]),
            "proof": f"weighbridge-document-{record['document']}",
        },
    )


def _target(record: Record) -> _Told:
    words, country = record["target"], record["target_country"]
    if words and words.lower() in companies():
        name, state = companies()[words.lower()]
        return f"weighbridge-target-{content_id([name, 'company'])}", "Company", {"name": name, "country": state}
    if words and inert(words).strip() and record["kind"] in ("sanctions", "expulsion", "seizure"):
        return (
            f"weighbridge-target-{content_id([words, country])}",
            "LegalEntity",
            {"name": shortened(words, 300), "country": state_of(country)},
        )
    return _party(country, "target")
