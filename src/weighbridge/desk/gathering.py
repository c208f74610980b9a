"""What the pages and the JSON show of transfers, pairs, parties, measures and outlets: plain records.

Pure reading: functions of the desk's state and of what was asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from weighbridge.desk.asking import code, kind_of_measure, missing
from weighbridge.desk.names import known_parties
from weighbridge.desk.pasts import course, records_on
from weighbridge.desk.state import Desk
from weighbridge.ledger import entries, last_day, memberships, provenances, transfers
from weighbridge.ledger.browsing import Filters, Leaf, Part, listed, number_listed, stated, totals, years
from weighbridge.ledger.finding import Found, found_rows, ranked, transfers_with
from weighbridge.ledger.outlets import outlets
from weighbridge.model import as_json
from weighbridge.pasts import days_of, same_then
from weighbridge.weighing.changes import statements_in

Record = dict[str, Any]
Pair = tuple[str, str]


def listing(desk: Desk, asked: Filters, leaf: Leaf, words: str = "") -> tuple[Part, bool]:
    """Transfers as rows, and whether all that have the words were looked through."""
    complete = True
    if words.strip():
        key = ("words", desk.state(), words)
        ids, complete = desk.remembered(key, lambda: transfers_with(desk.ledger, words, desk.shelf))
        asked = _with_ids(asked, ids)
        return listed(desk.shelf, asked, leaf), complete
    number = desk.remembered(("number", desk.state(), asked), lambda: number_listed(desk.shelf, asked))
    everything = desk.kept(("everything", desk.state()), lambda: number_listed(desk.shelf, Filters()))
    return listed(desk.shelf, asked, leaf, number, everything), complete


def measures_stated(desk: Desk, leaf: Leaf, imposer: str | None, country: str | None, kind: str | None) -> Part:
    """A leaf of the measures, the last first, narrowed by what was asked, which is checked."""
    return stated(
        desk.ledger,
        imposer=code(imposer),
        country=code(country),
        kind=kind_of_measure(kind),
        until=desk.as_of,
        offset=leaf.offset,
        limit=leaf.limit,
    )


def search(desk: Desk, words: str, kind: str, leaf: Leaf) -> Found:
    """What has all the words, the best first; the order is remembered, so that leafing through it costs little."""
    key = ("found", desk.state(), words, kind)
    hits = desk.remembered(key, lambda: ranked(desk.ledger, words, kind=kind, as_of=desk.as_of))
    return found_rows(desk.ledger, hits, hits[leaf.offset : leaf.offset + leaf.limit], kind=kind, shelf=desk.shelf)


def _with_ids(asked: Filters, ids: list[str]) -> Filters:
    return Filters(
        asked.supplier,
        asked.recipient,
        asked.party,
        asked.goods,
        asked.stage,
        asked.likely,
        asked.since,
        asked.until,
        ids,
    )


def transfer(desk: Desk, name: str, as_of: str | None = None) -> Record:
    """A transfer's record, now or as of a day. Raises the error for what there is not."""
    now = next((one.fields for one in transfers(desk.shelf, ids=[name])), None)
    if now is None:
        raise missing(f"no transfer has the id {name[:100]!r}; take one from the list of transfers")
    return known_on(desk, now, as_of)


def known_on(desk: Desk, now: Record, as_of: str | None) -> Record:
    """The record of today's transfer as of a day. Raises the error where nothing was known of it then."""
    if as_of is None or as_of == desk.as_of:
        return now
    found = same_then(now, past(desk, pair_of(now), as_of))
    if found is None:
        raise missing(f"on {as_of} nothing was known of this transfer; choose a later day")
    return found


def pair_of(record: Mapping[str, Any]) -> Pair:
    """The pair of a record, with '' for a party that is not named."""
    return record["supplier"] or "", record["recipient"] or ""


def past(desk: Desk, pair: Pair, day: str) -> list[Record]:
    """The transfers of a pair as of a day; remembered."""
    if desk.as_of:
        day = min(day, desk.as_of)
    return records_on(desk, pair, day)


def days(desk: Desk, pair: Pair) -> list[str]:
    """The days on which something on a pair became known."""
    found = days_of(course(desk, pair))
    return [day for day in found if day <= desk.today or not desk.as_of]


def statements(desk: Desk, ids: Iterable[str]) -> dict[str, Record]:
    """Statements by id, with their documents, homes and origins, in the order of publication; of any version."""
    found = list(entries(desk.ledger, ids=list(ids), every_version=True))
    sources = {one.id: one for one in provenances(desk.ledger, {one.document for one in found})}
    homes = {one.statement: one for one in memberships(desk.shelf, statements=[one.id for one in found])}
    rows = {}
    for one in found:
        source, home = sources[one.document], homes.get(one.id)
        rows[one.id] = {
            "id": one.id,
            "document": one.document,
            "doc": source.name,
            "publisher": source.publisher,
            "published": source.published,
            "url": source.url,
            "title": source.title,
            **as_json(one.statement),
            "transfer": home.transfer if home else None,
            "origin": home.origin if home else None,
        }
    return rows


def on_transfer(desk: Desk, record: Record, most: int = 500) -> tuple[dict[str, Record], int]:
    """The statements of a transfer by id, so many at most, and how many were left out.

    Those that stand in the sums come first.
    """
    weighty = [line["statement"] for stage in record["stages"] for line in stage["lines"] if line["statement"]]
    ids = list(dict.fromkeys([*weighty, *sorted(statements_in(record))]))
    return statements(desk, ids[:most]), max(0, len(ids) - most)


def likelihoods(desk: Desk, record: Record, most: int = 24) -> tuple[list[Record], int]:
    """How a transfer stood on the days on which something of its pair became known: oldest first.

    The last row, without a day, is how it stands now. ``same`` is the likelihood of the stage that the transfer is
    about now. Of more days than ``most`` some are passed over, evenly; their number is given.
    """
    pair = pair_of(record)
    now = last_day(desk.today) or desk.today
    own = own_days(desk, record)
    chosen = own if len(own) <= most else [own[round(n * (len(own) - 1) / (most - 1))] for n in range(most)]
    key = ("likelihoods", desk.state(), record["id"], tuple(chosen))

    def made() -> list[Record]:
        rows = []
        for day in chosen:
            then = same_then(record, records_on(desk, pair, min(day, now)))
            if then is not None:
                rows.append(_stand(day, then, record["about"]))
        return [*rows, _stand(None, record, record["about"])] if rows else []

    return desk.remembered(key, made), len(own) - len(chosen)


def _stand(day: str | None, then: Record, about: str) -> Record:
    """A row of ``likelihoods``."""
    names = (
        "stage",
        "about",
        "likelihood",
        "word",
        "independent",
        "origins_count",
        "denials",
        "statements_count",
        "halted",
    )
    same = next((row for row in then["stages"] if row["stage"] == about), None)
    return {
        "day": day,
        **{name: then[name] for name in names},
        "same": {"stage": about, "likelihood": same["likelihood"], "word": same["word"]} if same else None,
    }


def own_days(desk: Desk, record: Record) -> list[str]:
    """The days on which a transfer's own reports came out."""
    voices = [voice for origin in record["origins"] for voice in origin["voices"]]
    found = {last_day(voice["published"]) for voice in voices}
    return sorted(day for day in found if day and (desk.as_of is None or day <= desk.as_of))


def stages_reported(record: Record, told: Mapping[str, Record]) -> list[Record]:
    """For each stage that a statement speaks of: the first and the last day, and who is for and against."""
    rows: dict[str, Record] = {}
    for one in told.values():
        row = rows.setdefault(one["stage"], {"stage": one["stage"], "first": None, "last": None, "counts": {}})
        row["counts"][one["stance"]] = row["counts"].get(one["stance"], 0) + 1
        day = one["published"]
        if day:
            row["first"] = min(row["first"] or day, day)
            row["last"] = max(row["last"] or day, day)
    order = ("sought", "negotiating", "agreed", "shipped", "delivered", "used", "halted")
    judged = {row["stage"]: row for row in record["stages"]}
    return [{**rows[name], "judged": judged.get(name)} for name in order if name in rows]


def measures_on(desk: Desk, pair: Pair, as_of: str | None, most: int = 20) -> Part:
    """Measures against the supplier or the recipient of a pair, the last first."""
    return stated(desk.ledger, country={one for one in pair if one}, until=as_of or desk.as_of, limit=most)


def pair(desk: Desk, supplier: str, recipient: str, as_of: str | None, leaf: Leaf) -> Part:
    """The transfers of a pair as rows, as booked or as of a day."""
    if as_of is None or as_of == desk.as_of:
        return listed(desk.shelf, Filters(supplier, recipient), leaf)
    records = past(desk, (supplier, recipient), as_of)
    return Part([as_row(one) for one in records[leaf.offset : leaf.offset + leaf.limit]], len(records))


def as_row(record: Record) -> Record:
    """A record as a row of a list."""
    stages = {row["stage"]: row["likelihood"] for row in record["stages"]}
    same = ("id", "goods", "stage", "about", "claimed", "likelihood", "word", "confidence", "first", "last", "reported")
    return {
        **{name: record[name] for name in (*same, "latest", "independent", "denials")},
        "supplier": record["supplier"] or "",
        "recipient": record["recipient"] or "",
        "halted": int(record["halted"]),
        "delivery": stages.get("delivered"),
        "statements": record["statements_count"],
        "documents": record["documents_count"],
        "origins": record["origins_count"],
    }


def party(desk: Desk, code: str, most: int = 100) -> Record:
    """What a party supplied and received: pairs on either side, and counts by year; measures by it and against it."""
    supplied = totals(desk.shelf, Filters(supplier=code), Leaf("-delivery", 0, most))
    received = totals(desk.shelf, Filters(recipient=code), Leaf("-delivery", 0, most))
    against = stated(desk.ledger, country=code, until=desk.as_of, limit=20)
    imposed = stated(desk.ledger, imposer=code, until=desk.as_of, limit=20)
    if not (supplied.total or received.total or against.total or imposed.total or code in dict(known_parties())):
        raise missing(f"nobody is named {code[:100]!r}; take a party from the list of pairs")
    by_year: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: {"supplied": {}, "received": {}})
    for row in years(desk.shelf, code):
        by_year[row["year"] or ""][row["side"]][row["stage"] or ""] = row["count"]
    return {
        "code": code,
        "supplied": supplied.rows,
        "supplied_total": supplied.total,
        "received": received.rows,
        "received_total": received.total,
        "against": against.rows,
        "against_total": against.total,
        "imposed": imposed.rows,
        "imposed_total": imposed.total,
        "years": [{"year": year or None, **sides} for year, sides in sorted(by_year.items())],
    }


def all_outlets(desk: Desk) -> list[Record]:
    """Outlets with their counts; kept, since every report counts in it."""
    return desk.kept(("outlets", desk.state()), lambda: outlets(desk.shelf))


def some_outlets(desk: Desk, words: str, leaf: Leaf) -> Part:
    """Outlets whose name has some letters, by the sort that is asked for; most origins first otherwise."""
    asked = words.strip().casefold()
    found = [one for one in all_outlets(desk) if asked in one["outlet"].casefold()]
    name = leaf.sort.lstrip("-")
    if name in ("outlet", "transfers", "origin", "echo", "denied", "confirmed"):
        found = sorted(found, key=lambda one: (one[name], one["outlet"]), reverse=leaf.sort.startswith("-"))
    return Part(found[leaf.offset : leaf.offset + leaf.limit], len(found))
