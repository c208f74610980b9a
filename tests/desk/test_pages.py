"""The pages, from outside: what a reader sees, and where each link leads."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.desk.desks import MISSILES, browser, links, made, overlapping, tree, words
from tests.weighing.reports import US, report

from weighbridge.identity import document_id
from weighbridge.keeping import keep
from weighbridge.ledger import open_ledger
from weighbridge.views import brought_up

PAGES = (
    "/",
    "/?since=2024-03-01",
    "/transfers",
    f"/transfers/{MISSILES}",
    f"/transfers/{MISSILES}?as_of=2024-03-01",
    f"/history/{MISSILES}",
    f"/documents/{document_id(overlapping()[0])}",
    "/pairs",
    "/pair?supplier=IR&recipient=RU",
    "/parties/RU",
    "/network",
    "/map",
    "/measures",
    "/search",
    "/search?q=missiles",
    "/search?q=missiles&in=document",
    "/sources",
    "/source?outlet=Harbour+Wire",
    "/about",
    "/api",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return browser(made(tmp_path_factory.mktemp("desk") / "ledger.sqlite"))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_sound(desk: TestClient, address: str) -> None:
    page = tree(desk.get(address))
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//title")[0].text.endswith("Weighbridge")
    assert page.xpath("/html/@lang") == ["en-GB"]
    assert [one for one, number in Counter(page.xpath("//@id")).items() if number > 1] == [], "ids stand once"
    for table in page.xpath("//table"):
        assert table.xpath("./caption[normalize-space()]")
        assert not table.xpath(".//th[not(@scope)]")
        assert table.xpath("./parent::div[@class='box'][@tabindex='0'][@role='region'][@aria-label]")
    for control in page.xpath("//input[not(@type='hidden')]|//select|//textarea"):
        assert page.xpath("//label[@for=$id]", id=control.get("id")), control.get("name")
    assert not page.xpath("//*[@style]|//style|//script[not(@src)]|//@*[starts-with(name(), 'on')]"), "no inline code"
    assert not [one for one in page.xpath("//@src|//link/@href") if not str(one).startswith("/")], (
        "nothing from outside"
    )


def test_every_link_leads_somewhere(desk: TestClient) -> None:
    queue, seen = ["/?since=2023-01-01", "/transfers"], set()
    while queue:
        address = queue.pop()
        if address in seen or address.startswith(("/review", "/sign", "/pictures")):
            continue
        seen.add(address)
        answer = desk.get(address)
        assert answer.status_code == 200, (address, answer.text[:500])
        if answer.headers["content-type"].startswith("text/html"):
            page = tree(answer)
            for target in page.xpath("//a[starts-with(@href, '#')]/@href"):
                assert page.xpath("//*[@id=$id]", id=target[1:]) or target == "#main", (address, target)
            queue += [one.partition("#")[0] for one in links(page) if "sort=" not in one]
    assert len(seen) > 40


def test_a_statement_is_found_in_its_document(desk: TestClient) -> None:
    page = tree(desk.get(f"/transfers/{MISSILES}"))
    for address in page.xpath("//a[starts-with(@href, '/statements/')]/@href"):
        answer = desk.get(address)
        assert tree(answer).xpath("//*[@id=$id]", id=f"s-{address.rpartition('/')[2]}")


def table(desk: TestClient, address: str) -> list[str]:
    """The ids of the transfers that a list shows, in its order."""
    page = tree(desk.get(address))
    return [str(one.text_content()) for one in page.xpath("//tbody//th[@scope='row']/span[@class='code under']")]


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("supplier=KP", "KP-RU-munition.artillery-2024", MISSILES),
        ("supplier=North+Korea", "KP-RU-munition.artillery-2024", MISSILES),
        ("goods=missile", MISSILES, "KP-RU-munition.artillery-2024"),
        ("goods=munition", "KP-RU-munition.artillery-2024", MISSILES),
        ("stage=delivered", MISSILES, "IR-RU-uav-2024"),
        ("stage=none", "IR-RU-uav-2024", MISSILES),
        ("stage=halted", "IR-RU-aircraft.combat-2023", MISSILES),
        ("likely=0.55", MISSILES, "IR-RU-uav-2024"),
        ("until=2023", "IR-RU-aircraft.combat-2023", MISSILES),
        ("since=2024-02", MISSILES, "KP-RU-munition.artillery-2024"),
        ("q=White+House", MISSILES, "KP-RU-munition.artillery-2024"),
    ],
)
def test_the_list_is_filtered(desk: TestClient, query: str, there: str, gone: str) -> None:
    found = table(desk, f"/transfers?{query}")
    assert there in found
    assert gone not in found


def test_the_list_is_sorted_and_paged(desk: TestClient) -> None:
    everything = table(desk, "/transfers?sort=pair")
    assert len(everything) > 5
    assert table(desk, "/transfers?sort=-pair") == everything[::-1]
    parts = [table(desk, f"/transfers?sort=pair&limit=2&offset={start}") for start in range(0, len(everything), 2)]
    assert [one for part in parts for one in part] == everything
    page = tree(desk.get("/transfers?sort=pair&limit=2&goods=&supplier=IR"))
    assert "offset=2" in page.xpath("//a[@rel='next']/@href")[0]
    assert "supplier=IR" in page.xpath("//a[@rel='next']/@href")[0], "the filter stays"
    assert page.xpath("//th[@aria-sort='ascending']")


def test_a_transfer_shows_its_sum_to_the_last_line(desk: TestClient) -> None:
    page = tree(desk.get(f"/transfers/{MISSILES}"))
    for sum_ in page.xpath("//details"):
        weights = [float(one) for one in sum_.xpath(".//tbody//td[@class='n']/text()")]
        total = float(sum_.xpath(".//tfoot/tr/th/text()")[0])
        assert sum(weights) == pytest.approx(total, abs=0.01 * len(weights) + 0.01)
    text = words(page)
    assert "denied" in text.lower()
    assert "200" in words(page.xpath("//section[@aria-labelledby='numbers']")[0])
    assert page.xpath("//section[@aria-labelledby='against']//li[contains(@class, 'denies')]")
    assert page.xpath("//section[@aria-labelledby='for']//mark")


def test_a_denial_and_a_warning_are_no_delivery_in_words_and_shape(desk: TestClient) -> None:
    page = tree(desk.get("/transfers/IR-RU-uav-2024"))
    assert not page.xpath("//section[@aria-labelledby='verdict']//span[contains(@class, 'delivered')]")
    assert "nothing likely" in words(page.xpath("//section[@aria-labelledby='verdict']")[0])
    [mark] = page.xpath("//section[@aria-labelledby='neither']//span[@class='stance warns']")
    assert words(mark) == "△ warns of it"


def test_likelihood_and_confidence_never_stand_in_one_phrase(desk: TestClient) -> None:
    page = tree(desk.get(f"/transfers/{MISSILES}"))
    for element in page.xpath("//dd|//td|//li|//p"):
        text = words(element)
        if "confiden" in text.lower():
            assert not re.search(r"almost certain|(?:very |un)?likely|even chance|almost no chance", text), text


def test_as_of_shows_what_was_known_then(desk: TestClient) -> None:
    now = words(tree(desk.get(f"/transfers/{MISSILES}")))
    then = words(tree(desk.get(f"/transfers/{MISSILES}?as_of=2024-03-01")))
    assert "White House" in now
    assert "White House" not in then
    assert "two people" in then
    assert desk.get(f"/transfers/{MISSILES}?as_of=2020-01-01").status_code == 404
    page = tree(desk.get(f"/transfers/{MISSILES}"))
    assert {"2024-03-01", "2024-05-03"} <= set(page.xpath("//select[@name='as_of']/option/@value"))


def test_a_day_without_a_report_stands_in_its_place_among_the_days(desk: TestClient) -> None:
    pair = "/pair?supplier=IR&recipient=RU"
    for address in (f"/transfers/{MISSILES}?as_of=", f"{pair}&as_of="):
        now = tree(desk.get(address.removesuffix("?as_of=").removesuffix("&as_of=")))
        known = [one for one in now.xpath("//select[@id='as_of']/option/@value") if one]
        between = (date.fromisoformat(known[1]) + timedelta(days=1)).isoformat()
        assert between < known[0]
        then = tree(desk.get(address + between))
        assert then.xpath("//select[@id='as_of']/option/@value") == ["", known[0], between, *known[1:]]
        assert then.xpath("//select[@id='as_of']/option[@selected]/@value") == [between]
        assert then.xpath("//p[@class='notice']/a/text()") == ["Now"]


def test_history_tells_each_day(desk: TestClient) -> None:
    page = tree(desk.get(f"/history/{MISSILES}"))
    rows = [words(one) for one in page.xpath("//tbody/tr/th")]
    assert rows[1:] == ["2024-03-01", "2024-03-02", "2024-05-03", "2024-05-05", "2024-06-01", "now"]
    part = desk.get(f"/history/{MISSILES}?part=true").text
    assert "<table>" in part
    assert "<html" not in part


def test_a_document_marks_overlapping_statements(desk: TestClient) -> None:
    document, several = overlapping()
    page = tree(desk.get(f"/documents/{document_id(document)}"))
    [text] = page.xpath("//div[@class='text']")
    assert len(text.xpath("./a[@class='mark']")) == len(several)
    for number in text.xpath("./a[@class='mark']"):
        number.drop_tree()
    assert text.text_content() == document.text
    assert "Iran sent missiles" in [one.text_content() for one in text.xpath("./mark")] or text.xpath(
        "./mark[contains(@class, 'several')]"
    )
    assert page.xpath("//a[@href='https://news.example/a?b=1'][@rel='noopener noreferrer nofollow']")


def test_a_long_text_comes_in_parts(tmp_path: Path) -> None:
    from tests.weighing.reports import US, report

    from weighbridge.keeping import keep
    from weighbridge.ledger import open_ledger
    from weighbridge.views import brought_up

    sentence = "Iran sent missiles to Russia, the White House said."
    document, statement = report("Nothing here.\n" * 9000 + sentence, US)
    start = document.text.index(sentence)
    ledger = open_ledger(tmp_path / "l.sqlite")
    from dataclasses import replace

    far = replace(statement, evidence=sentence, start=start, end=start + len(sentence))
    keep(ledger, document, [far], [], "test", "1")
    brought_up(ledger)
    ledger.close()
    desk = browser(tmp_path / "l.sqlite")
    address = f"/documents/{document_id(document)}"
    text = ""
    while address:
        page = tree(desk.get(address))
        [here] = page.xpath("//div[@class='text']")
        for number in here.xpath("./a[@class='mark']"):
            number.drop_tree()
        text += here.text_content()
        address = next(iter(page.xpath("//a[@rel='next']/@href")), "")
    assert text == document.text
    [place] = [one for one in links(tree(desk.get("/search?q=White+House"))) if one.startswith("/statements/")]
    assert sentence in words(tree(desk.get(place)))


def test_front_page_tells_what_moved(desk: TestClient) -> None:
    page = tree(desk.get("/?since=2024-03-01"))
    text = words(page)
    assert "denied by" in text
    assert "White House" in text
    assert "sanctions" in text
    assert "Nothing new" in words(tree(desk.get("/?since=2025-01-01")))
    assert page.xpath("//blockquote"), "each change with its evidence"


def test_outlets_are_counted(desk: TestClient) -> None:
    page = tree(desk.get("/sources"))
    rows = {words(row.xpath("./th")[0]): [words(one) for one in row.xpath("./td")] for row in page.xpath("//tbody/tr")}
    assert rows["Harbour Wire"] == ["4", "4", "0", "1", "1"]
    assert "documents that name no outlet" not in rows


def test_what_is_not_there_is_told_plainly(desk: TestClient) -> None:
    for address, status, said in (
        ("/nowhere", 404, "check the address"),
        ("/transfers/none", 404, "list of transfers"),
        ("/documents/zz", 404, "key"),
        ("/documents/" + "0" * 20, 404, "search"),
        ("/statements/" + "0" * 20, 404, "no statement"),
        ("/parties/nobody", 404, "list of pairs"),
        ("/pair?supplier=IR", 422, "recipient"),
        ("/pair?supplier=aa&recipient=bb", 404, "list of pairs"),
        ("/source?outlet=nobody", 404, "list of sources"),
        ("/?since=2024-02-31", 422, "2024-09-30"),
        ("/transfers?goods=cheese", 422, "missile.ballistic"),
        ("/transfers?stage=x", 422, "delivered"),
        ("/transfers?likely=2", 422, "0 to 1"),
        ("/transfers?limit=100000", 422, "limit"),
        ("/transfers?offset=-1", 422, "offset"),
        ("/measures?kind=x", 422, "embargo"),
        ("/search?q=a&in=x", 422, "statement or document"),
        (f"/transfers/{MISSILES}?as_of=yesterday", 422, "2024-09-30"),
    ):
        answer = desk.get(address)
        assert answer.status_code == status, address
        assert said in answer.text, address
        assert "<h1>" in answer.text


JUNK = ("%00", "%ff%fe", "'%20OR%201=1--", "%22%3E%3Cscript%3E", "..%2f..%2fetc%2fpasswd", "%f0%9f%92%a3" * 90)
PLACES = (
    "/transfers/",
    "/parties/",
    "/documents/",
    "/history/",
    "/transfers?q=",
    "/search?q=",
    "/source?outlet=",
    "/transfers?supplier=",
    "/pairs?party=",
    "/measures?imposer=",
    "/?since=",
    "/transfers?sort=",
)


@pytest.mark.parametrize("junk", JUNK)
def test_an_address_that_can_be_anything_gives_no_500(desk: TestClient, junk: str) -> None:
    for place in PLACES:
        assert desk.get(place + junk).status_code in (200, 404, 422), place


def test_a_new_document_is_shown_without_a_restart(tmp_path: Path) -> None:
    from tests.weighing.reports import US, report

    from weighbridge.keeping import keep
    from weighbridge.ledger import open_ledger

    path = made(tmp_path / "ledger.sqlite")
    desk = browser(path)
    assert "Belarus" not in words(tree(desk.get("/?since=2024-06-01")))
    ledger = open_ledger(path)
    document, one = report("Belarus sent shells to Russia, Washington said.", US, on="2024-06-05", supplier="BY")
    keep(ledger, document, [one], [], "test", "1")
    ledger.close()
    assert "Belarus" in words(tree(desk.get("/?since=2024-06-01")))
    assert "Belarus" in words(tree(desk.get("/transfers?supplier=BY")))


def test_what_has_no_date_or_one_yet_to_come_is_no_change_and_is_told(tmp_path: Path) -> None:
    from tests.weighing.reports import US, report

    from weighbridge.keeping import keep
    from weighbridge.ledger import open_ledger

    path = made(tmp_path / "ledger.sqlite")
    ledger = open_ledger(path)
    sentence = "Iran will have sent Russia guns, Washington said."
    document, one = report(sentence, US, on="9031-01-02", item="artillery", goods="guns")
    keep(ledger, document, [one], [], "test", "1")
    ledger.close()
    desk = browser(path)
    page = tree(desk.get("/?since=2024-03-01"))
    changes = words(page.xpath("//ol[@class='changes']")[0])
    assert "White House" in changes
    assert "guns" not in changes
    assert "trainers" not in changes
    assert "no date (1 statement), or one yet to come, is no change of any day" in words(page)
    for link in page.xpath("//ol[@class='changes']//a[starts-with(@href, '/transfers/')]/@href"):
        assert desk.get(link).status_code == 200
    assert "guns" not in words(tree(desk.get("/transfers")).xpath("//table")[0])
    assert "1 statement on this pair dated later than today does not weigh" in words(
        tree(desk.get(f"/transfers/{MISSILES}"))
    )
    [guns] = [one for one in links(tree(desk.get("/search?q=guns"))) if one.startswith("/statements/")]
    for told in (desk.get("/search?q=guns"), desk.get(guns)):
        assert "9031-01-02, yet to come: check its date" in words(tree(told))


def test_a_desk_stands_on_a_day_and_on_figures_of_ones_own(tmp_path: Path) -> None:
    path = made(tmp_path / "ledger.sqlite")
    desk = browser(path, as_of="2024-03-01")
    text = words(tree(desk.get("/transfers")))
    assert MISSILES in text
    assert "uav" not in text
    assert "White House" not in words(tree(desk.get(f"/transfers/{MISSILES}")))
    assert "stands on 2024-03-01" in words(tree(desk.get("/search?q=Russia")))
    assert "White House" not in words(tree(desk.get("/search?q=Russia")))
    own = tmp_path / "own.toml"
    own.write_text("[bounds]\nhighest = 0.6\n", encoding="utf-8")
    rows = browser(path, figures=own).get("/api/transfers?sort=-likelihood").json()["rows"]
    assert rows[0]["likelihood"] <= 0.6


def test_each_outlet_of_a_document_has_its_page_also_where_nothing_came_of_it(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    ledger = open_ledger(path)
    for number, outlet in enumerate(("Quiet Post", "P" * 900, "Q" * 2001, "Z" * 2001)):
        document, one = report(f"Iran sent missiles to Russia, {number}.", US, outlet=outlet)
        keep(ledger, document, [] if number in (0, 2) else [one], [], "test", "1")
    brought_up(ledger)
    ledger.close()
    desk = browser(path)
    found = {one for one in links(tree(desk.get("/search?in=document&q=missiles"))) if one.startswith("/source?")}
    assert found == {"/source?outlet=Quiet+Post", "/source?outlet=" + "P" * 900}
    for address in (*found, *(one for one in links(tree(desk.get("/sources"))) if one.startswith("/source?outlet"))):
        assert desk.get(address).status_code == 200, address[:60]
    assert desk.get("/source?outlet=Nobody").status_code == 404
    assert browser(path, as_of="2024-02-01").get("/source?outlet=Quiet+Post").status_code == 404
