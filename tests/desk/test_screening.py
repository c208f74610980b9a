"""Screening at the desk from outside: who may, what is shown, what is kept, and what a person allows."""

from __future__ import annotations

from pathlib import Path

from lxml import html
from tests.desk.desks import HOSTILE, tree, words
from tests.desk.guarded import Desk
from tests.desk.listed import both
from tests.desk.screened import LISTED, NOBODY, desk, fresh, kept_files, path_of, screened, send, verdict
from tests.weighing.reports import GB, US, report

__all__ = ["desk"]

# the form


def test_the_form_says_what_it_is_and_against_what_it_compares(desk: Desk) -> None:
    page = tree(desk.browser().get("/screen"))
    said = words(page)
    assert "no legal advice, and no decision without a person" in said
    assert "harbour (3 entries" in said
    assert "Nothing is kept of what you write here" in said
    labelled = {str(one.get("for")) for one in page.xpath("//label")}
    fields = page.xpath("//main//form[@class='screening']//input[not(@type='hidden')]|//main//form//select")
    assert fields
    assert all(one.get("id") in labelled for one in fields)


def test_who_has_not_signed_in_is_answered_here_and_nothing_is_kept(desk: Desk) -> None:
    page = screened(desk.browser(), LISTED)
    assert verdict(page) == "■ stop"
    said = words(page)
    assert "It is not kept" in said
    assert "no legal advice, and no decision without a person" in said
    assert kept_files(desk) == []


def test_the_answer_tells_what_matched_what_and_leads_to_the_entry(desk: Desk) -> None:
    browser = desk.browser()
    page = screened(browser, LISTED)
    said = words(page)
    assert "“Tidewater Gyroscope Works” and listed “Tidewater Gyroscope Works” are the same words" in said
    assert "both have ru" in said
    assert "MOORING" in said
    version = desk.app.state.shelf.in_force()[0].id
    assert f"version {version}" in said
    [link] = set(page.xpath("//a[starts-with(@href, '/listed/')]/@href"))
    entry = words(tree(browser.get(link)))
    assert "4 Quay Road" in entry
    assert "Прилив Гироскоп" in entry
    assert version in entry


def test_nobody_listed_and_nothing_odd_is_clear_with_what_was_looked_at(desk: Desk) -> None:
    page = screened(desk.browser(), NOBODY)
    assert verdict(page) == "○ clear"
    assert "compared with harbour" in words(page)


def test_goods_and_flags_stand_with_their_published_source(desk: Desk) -> None:
    order = {**NOBODY, "goods 1": "MEMS gyroscopes", "hs 1": "9014.20", "route": "DE > TR > RU", "payment": "cash"}
    page = screened(desk.browser(), order)
    assert verdict(page) == "■ stop"
    said = words(page)
    assert "Common High Priority List" in said
    assert "transshipment" in said
    assert page.xpath("//p[contains(., 'Published:')]/a[starts-with(@href, 'https://')]")


def test_a_country_that_passes_arms_on_is_told_with_its_transfers_and_sentences(tmp_path: Path) -> None:
    shells = {"item": "munition.artillery", "goods": "shells", "stance": "confirms"}
    reports = (
        report("Russia has Iran's shells, the White House said.", US, on="2026-05-03", outlet="Island Times", **shells),
        report("Iran's shells are in Russia, Britain said.", GB, on="2026-05-05", outlet="Hill Gazette", **shells),
    )
    desk = Desk(tmp_path / "ledger.sqlite", reports)
    fresh(desk)
    browser = desk.browser()
    page = screened(browser, {**NOBODY, "route": "SE > IR", "buyer country": "Iran", "end-user country": "Iran"})
    assert "supplier of arms to" in words(page)
    links = page.xpath("//main//a[starts-with(@href, '/transfers/') or starts-with(@href, '/statements/')]/@href")
    assert {link.split("/")[1] for link in links} == {"transfers", "statements"}
    for link in set(links):
        answer = browser.get(link)
        assert answer.status_code in (200, 303, 307), link


def test_what_can_not_be_is_told_beside_what_was_written(desk: Desk) -> None:
    answer = send(desk.browser(), {**LISTED, "buyer country": "Atlantis"})
    assert answer.status_code == 422
    assert "Atlantis" in answer.text
    page = html.fromstring(answer.text)
    assert page.get_element_by_id("buyer-name").get("value") == LISTED["buyer name"]
    assert "is no country" in str(page.xpath("//*[@role='alert']")[0].text_content())


def test_an_order_can_be_changed_and_sent_again(desk: Desk) -> None:
    browser = desk.browser()
    page = screened(browser, LISTED)
    [form] = page.xpath("//main//form[@action='/screen']")
    fields = {one.get("name"): one.get("value") for one in form.xpath(".//input")}
    again = tree(browser.post("/screen", data={**fields, "action": "change"}))
    assert again.get_element_by_id("buyer-name").get("value") == LISTED["buyer name"]


def test_a_further_party_and_a_question_of_the_lexicon(desk: Desk) -> None:
    order = {**NOBODY, "further role": "payer", "further name": "Blue Lantern Forwarding", "packaging fits": "no"}
    said = words(screened(desk.browser(), order))
    assert "payer “Blue Lantern Forwarding” may be “Blue Lantern Forwarding” on harbour" in said
    assert "packaging" in said


def test_hostile_words_stay_words(desk: Desk) -> None:
    browser = desk.signed_in()
    order = {name: HOSTILE.replace("\ud800", "") for name in ("reference", "buyer name", "goods 1", "end_use")}
    answer = send(browser, {**order, "buyer country": "ru"})
    page = browser.get(answer.headers["location"])
    assert page.status_code == 200
    for part in ("<script>alert", "\u202e", "\x1b"):
        assert part not in page.text
    assert browser.get("/screenings").text.count("<script>alert") == 0


def test_without_a_list_nobody_is_clear(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ledger.sqlite")
    browser = desk.browser()
    assert "No list is in force" in browser.get("/screen").text
    page = screened(browser, NOBODY)
    assert verdict(page) == "▲ review"
    assert "no list in force" in words(page)


def test_a_stale_list_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ledger.sqlite")
    both(path_of(desk))
    desk.app.state.shelf.ready(600)
    page = screened(desk.browser(), NOBODY)
    assert verdict(page) == "▲ review"
    assert "days old, more than the 30 it may be" in words(page)
