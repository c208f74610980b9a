"""The yente API at the desk: its own client from the package index, and requests as its documentation writes them."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from tests.desk.desks import made, served
from tests.desk.guarded import HASH, TOKEN, Desk
from tests.desk.listed import CUSTOMERS, both, keep, until_ready

from weighbridge.desk import matching_api_shapes as shapes
from weighbridge.desk.access import digest
from weighbridge.desk.app import application
from weighbridge.desk.settings import Settings
from weighbridge.ledger import open_ledger
from weighbridge.ledger.people import add_person, set_token

yente = pytest.importorskip("yente_client", reason="yente-client is not installed")
ELSEWHERE = "198.51.100.7"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a desk that the command runs, with two lists in force."""
    path = made(tmp_path_factory.mktemp("desk") / "ledger.sqlite")
    both(path)
    ledger = open_ledger(path)
    add_person(ledger, "Ada Vane", HASH)
    set_token(ledger, "Ada Vane", digest(TOKEN))
    ledger.close()
    with served(path) as address:
        until_ready(address)
        yield address, path


def ask(address: str, body: object, dataset: str = "default", **parameters: object) -> httpx.Response:
    return httpx.post(f"{address}/match/{dataset}", json=body, params=parameters, timeout=60)  # type: ignore[arg-type]


def one(schema: str, **properties: object) -> dict[str, object]:
    return {"queries": {"q": {"schema": schema, "properties": properties}}}


def ids(answer: httpx.Response, key: str = "q") -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row["id"] for row in answer.json()["responses"][key]["results"]]


# the client from the package index, unchanged


def test_its_client_matches(desk: tuple[str, Path]) -> None:
    with yente.Client(base_url=desk[0], app_name="exporter", api_key=TOKEN) as client:
        found = client.match(yente.Company(name="Tidewater Gyroscope", country="ru"))
        assert [row.id for row in found.results] == ["harbour-1", "ships-10"]
        assert found.top is not None
        assert found.top.caption == "Tidewater Gyroscope Works"
        assert found.top.match
        assert "works" in (found.top.contributing_explanations["name"].detail or "")
        assert found.top.properties["address"] == ["4 Quay Road"]
        assert found.top.datasets == ["harbour"]
        person = client.match(yente.Person(firstName="Ostrava", lastName="Brenn", birthDate="1962"))
        assert [row.caption for row in person.matches] == ["Ostrava Brenn"]
        nobody = client.match(yente.Person(name="Quentin Halloway"))
        assert nobody.top is None
        assert nobody.total.value == 0


def test_its_client_names_lists_and_leaves_out(desk: tuple[str, Path]) -> None:
    asked = yente.Company(name="Tidewater Gyroscope Works")
    with yente.Client(base_url=desk[0]) as client:
        assert [row.id for row in client.match(asked, datasets=["ships"]).results] == ["ships-10"]
        both_lists = client.match(asked, datasets=["ships", "harbour"])
        assert [row.id for row in both_lists.results] == ["harbour-1", "ships-10"]
        assert [row.id for row in client.match(asked, exclude_entities=["harbour-1"]).results] == ["ships-10"]
        assert [row.id for row in client.match(asked, exclude_datasets=["harbour"]).results] == ["ships-10"]
        assert client.match(asked, exclude_schemata=["Company"]).results == []
        assert client.match(asked, topics=["crime"]).results == []
        assert len(client.match(asked, topics=["sanction"]).results) == 2
        assert client.match(asked, changed_since=datetime(2026, 3, 1, tzinfo=UTC).date().isoformat()).results == []
        assert [row.id for row in client.match(asked, limit=1).results] == ["harbour-1"]
        first, second = (row.score for row in client.match(asked).results)
        between = (first + second) / 2
        strict = client.match(asked, threshold=between)
        assert [(row.id, row.match) for row in strict.results] == [("harbour-1", True), ("ships-10", False)]
        assert [row.id for row in client.match(asked, threshold=between, cutoff=between).results] == ["harbour-1"]
        with pytest.raises(yente.NotFoundError, match="default, harbour, ships"):
            client.match(asked, datasets=["nowhere"])


def test_its_client_screens_many(desk: tuple[str, Path]) -> None:
    names = {"a": "Tidewater Gyroscope", "b": "Blue Lantern Forwarding", "c": "Nobody At All"}
    with yente.Client(base_url=desk[0]) as client:
        rows = client.match_iter((key, yente.Company(name=name)) for key, name in names.items())
        found = {key: [row.id for row in answer.matches] for key, answer in rows}
    assert found == {"a": ["harbour-1", "ships-10"], "b": ["harbour-3"], "c": []}


def test_its_client_fetches_and_searches(desk: tuple[str, Path]) -> None:
    with yente.Client(base_url=desk[0]) as client:
        entity = client.fetch("harbour-3")
        assert entity.caption == "Blue Lantern Forwarding"
        [sanction] = entity.properties["sanctions"]
        assert sanction.properties["programId"] == ["LANTERN"]
        assert "sanctions" not in client.fetch("harbour-3", nested=False).properties
        assert list(client.adjacent("harbour-3").adjacent) == ["sanctions"]
        assert client.adjacent("harbour-3", prop="sanctions").total.value == 1
        with pytest.raises(yente.NotFoundError):
            client.fetch("harbour-404")
        found = client.search("tidewater", datasets=["default"], schema="LegalEntity", countries=["cn"])
        assert [row.id for row in found.results] == ["ships-10"]
        assert found.facets["datasets"].values[0].label
        assert {row.id for row in client.search("giroskop").results} == {"harbour-1"}
        assert {row.id for row in client.search("прилив").results} == {"harbour-1"}
        assert {row.id for row in client.search("Oztrava Bren", fuzzy=True).results} == {"harbour-2"}
        every = [row.id for offset in range(5) for row in client.search("", limit=1, offset=offset).results]
        assert sorted(every) == ["harbour-1", "harbour-2", "harbour-3", "ships-10", "ships-9"]


def test_its_client_is_told_of_the_lists(desk: tuple[str, Path]) -> None:
    with yente.Client(base_url=desk[0]) as client:
        assert client.healthz().status == client.readyz().status == "ok"
        catalog = client.datasets()
        whole = catalog.datasets[0]
        assert (whole.name, whole.children, whole.entity_count) == ("default", ["harbour", "ships"], 5)
        assert all(row.index_current for row in catalog.datasets)
        assert catalog.index_stale, "lists of January are stale by now"
        algorithms = client.algorithms()
        assert algorithms.best == algorithms.default == "weighbridge"
        assert [row.name for row in algorithms.algorithms] == ["weighbridge", "official-search"]


def test_its_client_waits_for_nothing_async(desk: tuple[str, Path]) -> None:
    async def both_at_once() -> list[str]:
        async with yente.AsyncClient(base_url=desk[0]) as client:
            names = ("Blue Lantern Forwarding", "Ostrava Brenn")
            answers = await asyncio.gather(*(client.match(yente.LegalEntity(name=name)) for name in names))
            return [answer.results[0].id for answer in answers]

    assert asyncio.run(both_at_once()) == ["harbour-3", "harbour-2"]


# requests as its documentation writes them


def test_several_queries_have_several_answers(desk: tuple[str, Path]) -> None:
    body = {
        "queries": {
            "entity1": {
                "schema": "Person",
                "properties": {"name": ["Brenn, Ostrava"], "birthDate": ["1962-07-14"], "nationality": ["Iran"]},
            },
            "entity2": {"schema": "Vessel", "properties": {"imoNumber": "9074729"}},
            "entity3": {"id": "own-7", "schema": "Company", "properties": {"registrationNumber": ["77001122"]}},
        }
    }
    answer = ask(desk[0], body)
    found = answer.json()
    assert {key: [row["id"] for row in some["results"]] for key, some in found["responses"].items()} == {
        "entity1": ["harbour-2"],
        "entity2": ["ships-9"],
        "entity3": ["harbour-1"],
    }
    assert found["limit"] == 5
    assert set(found["responses"]["entity1"]["results"][0]) >= {
        *("id", "caption", "schema", "properties", "datasets", "referents", "target", "first_seen", "last_seen"),
        *("last_change", "score", "features", "match", "explanations"),
    }
    assert found["responses"]["entity1"]["query"]["properties"]["nationality"] == ["ir"], "what was understood"
    assert found["responses"]["entity3"]["query"]["id"] == "own-7"
    assert set(found["responses"]["entity1"]["results"][0]["features"]) <= set(found["matcher"])
    assert answer.headers["x-batch-size"] == "3"
    assert "harbour" in answer.headers["x-lists"], "the versions that answered"


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (one("Spaceship", name=["X"]), 400, "Spaceship"),
        (one("Sanction", authority=["X"]), 400, "no schema that can be matched"),
        ({"queries": {}}, 400, "no queries"),
        ({**one("Person", name=["X"]), "weights": {"name_literal": 0.8}}, 400, "weights"),
        ({"queries": {str(at): {"schema": "Person", "properties": {}} for at in range(101)}}, 422, "queries"),
        (
            {
                "queries": {
                    str(at): {"schema": "Person", "properties": {"name": [f"x{n}" for n in range(50)]}}
                    for at in range(21)
                }
            },
            400,
            "1,050 names",
        ),
        (one("Person", name=["x" * 3000]), 422, "properties"),
        (one("Person", name=["x"] * 51), 422, "properties"),
        ([], 422, ""),
    ],
    ids=["schema", "unmatchable", "none", "weights", "many", "names", "long", "values", "list"],
)
def test_what_can_not_be_asked_is_told(desk: tuple[str, Path], body: object, status: int, said: str) -> None:
    answer = ask(desk[0], body)
    assert answer.status_code == status, answer.text
    assert said in answer.json()["detail"]


def test_an_empty_query_finds_nobody(desk: tuple[str, Path]) -> None:
    assert ids(ask(desk[0], one("Person"))) == []
    assert ids(ask(desk[0], one("Company", name=["", "  "], country=["Atlantis"], unknown=["x"]))) == []


def test_hostile_values_are_only_values(desk: tuple[str, Path]) -> None:
    odd = ["\u202e\x00=cmd() <script>", "' OR 1=1 --", '"NEAR(', "a" * 2000, "Tidewater Gyroscope Works"]
    answer = httpx.post(
        f"{desk[0]}/match/default",
        content=json.dumps(one("Company", name=odd)).encode(),
        headers={"content-type": "application/json"},
        timeout=60,
    )
    assert ids(answer)[0] == "harbour-1"
    broken = b'{"queries": {"q": {"schema": "Person", "properties": {"name": ["\\ud800"]}}}}'
    told = httpx.post(f"{desk[0]}/match/default", content=broken, headers={"content-type": "application/json"})
    assert told.status_code == 422, "half a character is no text"
    for text in odd[:4]:
        found = httpx.get(f"{desk[0]}/search/default", params={"q": text.encode("utf-8", "replace")[:300]}, timeout=60)
        assert found.status_code == 200, found.text


@pytest.mark.parametrize(
    ("name", "logic"),
    [
        ("logic-v1", "weighbridge"),
        ("best", "weighbridge"),
        ("weighbridge", "weighbridge"),
        ("official-search", "official-search"),
        ("OFAC-249", "official-search"),
        ("nothing-known", ""),
    ],
)
def test_every_algorithm_of_theirs_is_answered_by_one_of_ours(desk: tuple[str, Path], name: str, logic: str) -> None:
    answer = ask(desk[0], one("Company", name=["Blue Lantern Forwarding"]), algorithm=name)
    if not logic:
        assert answer.status_code == 400
        assert "known:" in answer.json()["detail"]
        assert "official-search" in answer.json()["detail"]
    else:
        assert ids(answer) == ["harbour-3"]
        assert answer.headers["x-algorithm"] == logic


def test_what_ofacs_own_search_would_show(desk: tuple[str, Path]) -> None:
    """Spelt names alone, in the words of that search; the default still sees what it does not."""
    with yente.Client(base_url=desk[0]) as client:
        brenn = yente.Person(name="Oztrava Brenn", birthDate="1962")
        shown = client.match(brenn, algorithm="official-search", cutoff=0.5).top
        assert shown is not None
        assert (shown.caption, shown.score, shown.match) == ("Ostrava Brenn", 0.96, True)
        assert list(shown.explanations) == ["name"], "a date of birth is none of its business"
        assert "OZTRAVA for OSTRAVA" in (shown.contributing_explanations["name"].detail or "")
        cyrillic = yente.Person(name="Острава Бренн")
        assert client.match(cyrillic, algorithm="official-search").top is None
        assert client.match(cyrillic).top is not None
        number = yente.Company(registrationNumber="77001122")
        assert client.match(number, algorithm="official-search").top is None


def test_its_search_is_asked_for_fewer_names_at_once(desk: tuple[str, Path]) -> None:
    names = [f"x{number}" for number in range(50)]
    body = {"queries": {key: {"schema": "Person", "properties": {"name": names}} for key in "abc"}}
    answer = ask(desk[0], body, algorithm="official-search")
    assert answer.status_code == 400
    assert "150 names, more than 100" in answer.json()["detail"]
    low = ask(desk[0], one("Person", name=["Brenn"]), algorithm="official-search", cutoff=0.1)
    assert low.status_code == 200
    assert all(row["score"] >= 0.5 for found in low.json()["responses"].values() for row in found["results"])
    assert ask(desk[0], body).status_code == 200


def test_a_body_that_is_too_large_is_refused(desk: tuple[str, Path]) -> None:
    answer = httpx.post(f"{desk[0]}/match/default", content=b'{"queries": {"' + b"x" * 1_000_001, timeout=60)
    assert answer.status_code == 413


# who may ask


def test_on_this_computer_everybody_may_ask_but_no_page_of_others(desk: tuple[str, Path]) -> None:
    body = one("Company", name=["Blue Lantern Forwarding"])
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ):
        answer = httpx.post(f"{desk[0]}/match/default", json=body, headers=headers, timeout=60)
        assert answer.status_code == 403, headers
    fields = httpx.post(f"{desk[0]}/match/default", data={"queries": "{}"}, timeout=60)
    assert fields.status_code in (400, 415, 422)


def test_from_elsewhere_it_takes_a_token_of_either_kind(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    desk = Desk(path, host="0.0.0.0")
    both(path)
    desk.app.state.shelf.ready(600)
    browser = desk.browser(ELSEWHERE)
    body = one("Company", name=["Blue Lantern Forwarding"])
    assert browser.post("/match/default", json=body).status_code == 401
    assert browser.get("/catalog", headers={"accept": "*/*"}).status_code == 401
    assert browser.get("/healthz").status_code == 200
    for kind in ("Bearer", "ApiKey", "apikey"):
        answer = browser.post("/match/default", json=body, headers={"authorization": f"{kind} {TOKEN}"})
        assert answer.status_code == 200, answer.text
    for told in (f"Basic {TOKEN}", "ApiKey wb_wrong"):
        assert browser.post("/match/default", json=body, headers={"authorization": told}).status_code == 401


# lists that come and go


def test_without_a_list_nobody_is_cleared(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ledger.sqlite")
    browser = desk.browser()
    answer = browser.post("/match/default", json=one("Person", name=["X"]))
    assert answer.status_code == 503
    assert "weighbridge lists" in answer.json()["detail"]
    assert browser.get("/readyz").status_code == 503
    assert browser.get("/healthz").status_code == 200
    assert browser.get("/catalog").json()["datasets"][0]["entity_count"] == 0


def test_a_new_list_answers_without_a_new_start(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    desk = Desk(path)
    both(path)
    desk.app.state.shelf.ready(600)
    browser = desk.browser()
    late = one("Company", name=["Copper Heron Avionics"])
    assert browser.post("/match/harbour", json=late).json()["responses"]["q"]["results"] == []
    keep(path, "harbour", CUSTOMERS + "4;Copper Heron Avionics;;company;am;;;;;;;;\n", datetime(2026, 2, 1, tzinfo=UTC))
    until = time.monotonic() + 60
    found: list[str] = []
    while not found and time.monotonic() < until:
        found = [row["id"] for row in browser.post("/match/harbour", json=late).json()["responses"]["q"]["results"]]
    assert found == ["harbour-4"]
    assert all(row["index_current"] for row in browser.get("/catalog").json()["datasets"])


def test_a_second_desk_finds_the_lists_ready_and_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    both(path)
    body = one("Company", name=["Blue Lantern Forwarding"])
    first = Desk(path)
    first.app.state.shelf.ready(600)
    assert first.browser().post("/match/default", json=body).status_code == 200
    kept = path.with_suffix(".lists")
    [entries] = (kept / "ready").glob("*.entries")
    before = entries.stat().st_mtime_ns
    assert ids(again(path).post("/match/default", json=body)) == ["harbour-3"]
    assert entries.stat().st_mtime_ns == before
    for file in [entries, *(kept / "index").iterdir()]:
        file.write_bytes(file.read_bytes()[:100])
    assert ids(again(path).post("/match/default", json=body)) == ["harbour-3"]
    assert entries.stat().st_mtime_ns != before


def again(path: Path) -> TestClient:
    """A desk that is started once more on the same ledger and lists."""
    return TestClient(application(Settings(ledger=str(path))), "http://127.0.0.1:8700", client=("127.0.0.1", 50000))


def test_the_schemata_that_are_described_are_those_that_can_be_matched() -> None:
    from followthemoney import model

    assert set(shapes.MATCHABLE) == {one.name for one in model.schemata.values() if one.matchable}
    assert all(model.get(str(one)) for one in shapes.SEARCHED)
