"""What the desk serves for pictures that can be moved: scripts, specifications, and nothing from elsewhere."""

from __future__ import annotations

import gzip
import json
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from tests.desk.desks import MISSILES, OUTLET, SCRIPT
from tests.desk.pictured import desk, path, reader, vega

from weighbridge.desk.guarding_headers import CONTENT_SECURITY_POLICY

__all__ = ["desk", "path", "reader"]

NETWORK = "/pictures/network.json"


def test_the_script_is_kept_for_good_and_is_the_same_packed_or_not(reader: TestClient) -> None:
    packed = reader.get(vega(reader), headers={"accept-encoding": "br, gzip;q=0.5"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "immutable" in packed.headers["cache-control"]
    assert packed.headers["content-type"].startswith("text/javascript")
    plain = reader.get(vega(reader), headers={"accept-encoding": "gzip;q=0, br"})
    assert "content-encoding" not in plain.headers
    assert plain.content == packed.content
    assert b"vegaEmbed" in plain.content
    assert reader.get("/static/vega-0123456789.js").status_code == 404
    assert reader.get("/static/desk.css").status_code == 200


def test_the_policy_is_the_strict_one_on_all_that_pictures_need(reader: TestClient) -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    for address in ("/network", vega(reader), NETWORK, f"/pictures/timeline.json/{MISSILES}"):
        assert reader.get(address).headers["content-security-policy"] == CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("address", [NETWORK, "/pictures/map.json", f"/pictures/timeline.json/{MISSILES}"])
def test_specifications_are_plain_json_with_addresses_of_this_desk_only(reader: TestClient, address: str) -> None:
    answer = reader.get(address)
    assert answer.headers["content-type"] == "application/json"
    rows = [row for some in answer.json()["datasets"].values() if isinstance(some, list) for row in some]
    found = {row["address"] for row in rows if "address" in row}
    assert found
    for one in found:
        assert one.startswith(("/pair?", "/statements/"))
        assert not set(one) & set("\"<>'\\ ")
    marks = answer.json()["usermeta"]["marks"]
    assert {one["address"] for one in marks} == found
    assert all(one["label"] for one in marks)


def test_the_same_is_asked_and_refused_as_of_the_still_pictures(reader: TestClient) -> None:
    for query in ("width=319", "width=2001", "likely=2", "dark=maybe"):
        assert reader.get(f"/pictures/network.svg?{query}").status_code == 422
        assert reader.get(f"{NETWORK}?{query}").status_code == 422
    assert reader.get(f"{NETWORK}?party=KP&width=640&dark=true").json()["width"] == 640
    assert "Iran" not in json.dumps(reader.get(f"{NETWORK}?party=KP").json()["datasets"])
    assert reader.get("/pictures/timeline.json/nothing").status_code == 404
    assert (
        reader.get(f"/pictures/network.json/{MISSILES}").status_code
        == reader.get(f"/pictures/map/{MISSILES}").status_code
    )
    assert reader.get("/pictures/timeline.json").status_code == reader.get("/pictures/timeline.svg").status_code


def test_an_empty_network_has_a_picture_too(reader: TestClient) -> None:
    answer = reader.get(f"{NETWORK}?party=nobody")
    assert "Nothing to show." in answer.text


def test_hostile_texts_of_a_transfer_are_data(reader: TestClient) -> None:
    spec = reader.get(f"/pictures/origins.json/{MISSILES}").json()
    assert SCRIPT not in json.dumps([spec["title"], spec["layer"]])
    told = json.dumps(spec["datasets"])
    assert "\\u202e" not in told
    assert "\\u2066" not in told
    assert quote(OUTLET) not in told


def test_equal_questions_have_equal_answers(reader: TestClient) -> None:
    packed = {reader.get(NETWORK, headers={"accept-encoding": "gzip"}).content for _ in range(2)}
    assert len(packed) == 1
    assert json.loads(packed.pop()) == json.loads(gzip.decompress(gzip.compress(reader.get(NETWORK).content)))
