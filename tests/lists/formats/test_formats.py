"""What each format gives, field by field, from a small file of invented parties."""

from __future__ import annotations

import pytest
from tests.lists.conftest import Write, read
from tests.lists.samples import ADVANCED, CSL_JSON, FILES, OWN, SDN, UK, UN

from weighbridge.lists import Entry, ListError
from weighbridge.matching.party import Identifier


@pytest.mark.parametrize("form", FILES)
def test_each_format_is_told_by_its_content_and_read(form: str, write: Write) -> None:
    found, source = read(write(form))
    assert source.format == form
    assert len(found) >= 2
    assert len({one.party.id for one in found}) == len(found)
    assert all(one.party.names and one.party.list == source.list for one in found)


@pytest.mark.parametrize("form", FILES)
def test_the_name_of_a_file_says_nothing_of_its_format(form: str, write: Write) -> None:
    name = "us-sdn" if form.startswith("ofac") else None
    assert read(write(form, name="download"), name)[1].format == form


@pytest.mark.parametrize("form", ["ofac-csv", "ofac-xml", "ofac-advanced"])
def test_which_of_ofacs_lists_it_is_is_never_guessed(form: str, write: Write) -> None:
    with pytest.raises(ListError, match="say --as us-sdn or --as us-consolidated"):
        read(write(form, name="download"))


@pytest.mark.parametrize("form", FILES)
def test_a_second_reading_gives_the_same(form: str, write: Write) -> None:
    path = write(form)
    assert read(path)[0] == read(path)[0]


@pytest.mark.parametrize("form", [one for one in FILES if one not in ("ofac-advanced", "un-xml", "eu-xml")])
def test_line_ends_and_a_mark_at_the_beginning_change_nothing(form: str, write: Write) -> None:
    name, text = FILES[form]
    plain = read(write(form))[0]
    marked = "\ufeff" + text.replace("\r\n", "\n").replace("\n", "\r\n")
    assert read(write(form, marked))[0] == plain


def one(write: Write, form: str, key: str) -> Entry:
    return next(entry for entry in read(write(form))[0] if entry.party.id.endswith(key))


def test_united_nations(write: Write) -> None:
    found, source = read(write("un-xml"))
    assert (source.list, source.told.published) == ("un-sc", "2026-02-27")
    person, firm = found
    party = person.party
    assert party.id == "un-sc-cdi-901"
    assert party.schema == "Person"
    assert party.names == ("ARON MBEKI TESTA", "آرون تستا", "Aaron Testa")
    assert party.weak_aliases == ("Rumba",)
    assert party.countries == ("cd", "rw")
    assert party.birth_dates == ("1971-03-04", "1960", "1961", "1962")
    assert party.identifiers == (Identifier("passport", "OB0243", "rw"),)
    assert party.addresses == ("Kigali, Rwanda",)
    assert party.programmes == ("DRC",)
    assert party.remarks == "He is invented."
    assert (person.listed, person.changed) == ("2012-12-31", "2016-10-13")
    assert person.titles == ("Colonel",)
    assert person.birth_places == ("Goma, Democratic Republic of the Congo",)
    assert ("note on an address", "as of 2016") in person.details
    assert firm.party.schema == "Organization"
    assert firm.party.countries == ("kp",)
    assert firm.listed == "2015-04-07"


@pytest.mark.parametrize("form", ["ofac-csv", "ofac-xml"])
def test_ofac_in_both_simple_forms(form: str, write: Write) -> None:
    found, source = read(write(form))
    assert source.list == "us-sdn"
    line, person, ship = (entry.party for entry in found)
    assert line.names == ("TESTAIR LINES", "AERO-TESTAIR")
    assert line.weak_aliases == ("TL",)
    assert line.addresses == ("Havana, Cuba",)
    assert person.schema == "Person"
    assert person.names[0] == "PETROFF, Ivan"
    assert person.programmes == ("NPWMD", "IFSR")
    assert "1958" in person.birth_dates[0]
    assert Identifier("passport", "A123456", "ir") in person.identifiers
    assert "ir" in person.countries
    assert ship.schema == "Vessel"
    assert Identifier("imo", "9074729") in ship.identifiers
    assert Identifier("call-sign", "T2DY4") in ship.identifiers
    assert ship.countries == ("pa",)


def test_remarks_of_ofac_are_understood_and_kept(write: Write) -> None:
    person = one(write, "ofac-csv", "902")
    assert person.party.birth_dates == ("1958-09-20", "1960")
    assert person.birth_places == ("Testville",)
    assert person.party.countries == ("ir", "ru")
    assert Identifier("national-id", "77-1", "ir") in person.party.identifiers
    assert ("linked to", "TESTAIR LINES") in person.details
    assert any("01 Jun 1999" in words for _, words in person.details)
    assert person.party.remarks.startswith("DOB 20 Sep 1958; alt. DOB 1960")


def test_both_simple_forms_of_ofac_agree_on_ids_and_names(write: Write) -> None:
    table, tree = (read(write(form))[0] for form in ("ofac-csv", "ofac-xml"))
    assert [entry.party.id for entry in table] == [entry.party.id for entry in tree]
    assert [entry.party.names[0] for entry in table] == [entry.party.names[0] for entry in tree]


def test_ofac_advanced(write: Write) -> None:
    found, source = read(write("ofac-advanced"))
    assert (source.list, source.told.published) == ("us-sdn", "2026-05-21")
    person, ship = found
    assert person.party.id == "us-sdn-902"
    assert person.party.schema == "Person"
    assert person.party.names == ("PETROFF, Ivan",)
    assert person.party.weak_aliases == ("Vanya",)
    assert person.party.birth_dates == ("1958-09-20",)
    assert person.party.addresses == ("1 Test St, Tehran, Iran",)
    assert person.party.countries == ("ir",)
    assert person.party.identifiers == (Identifier("passport", "A123456", "ir"),)
    assert person.party.programmes == ("NPWMD",)
    assert (person.source, person.listed) == ("SDN List", "2008-03-02")
    assert person.birth_places == ("Testville",)
    assert ("Acting for or on behalf of", "OFAC number 903") in person.details
    assert ("Gender", "Male") in person.details
    assert ship.party.schema == "Vessel"


def test_denied_persons(write: Write) -> None:
    first, second = read(write("dpl"))[0]
    assert first.party.names == second.party.names == ("TEST EXPORTER",)
    assert first.party.id != second.party.id
    assert first.party.countries == ("us",)
    assert second.party.countries == ("ca",)
    assert (first.listed, first.until, first.changed) == ("2017-10-16", "2020-10-13", "2017-10-23")


def test_european_union(write: Write) -> None:
    found, source = read(write("eu-xml"))
    assert (source.list, source.told.published, source.told.version) == ("eu-fsf", "2026-08-05", "184961")
    person, firm = found
    assert person.party.id == "eu-fsf-eu-27-28"
    assert person.party.names == ("Aron Testa",)
    assert person.party.weak_aliases == ("Rumba",)
    assert person.party.countries == ("cd", "rw")
    assert person.party.birth_dates == ("1971-03-04", "1960")
    assert person.party.identifiers == (Identifier("passport", "OB0243", "rw"),)
    assert person.party.addresses == ("Test Road 1, P.O. Box 77, 1, Kigali, RWANDA",)
    assert person.party.programmes == ("COD",)
    assert (person.listed, person.changed) == ("2012-07-08", "2020-01-02")
    assert ("UN number", "CDi.901") in person.details
    assert ("email", "x@example.org") in person.details
    assert any("knownExpired" in words for _, words in person.details)
    assert firm.party.schema == "Organization"


@pytest.mark.parametrize("form", ["uk-csv", "uk-xml"])
def test_united_kingdom_in_both_forms(form: str, write: Write) -> None:
    found, source = read(write(form))
    assert (source.list, source.told.published) == ("uk-sl", "2026-01-28")
    person, ship = found
    assert person.party.id == "uk-sl-rus9999"
    assert person.party.names[0] == "Ivan TESTOV"
    assert person.party.weak_aliases == ("Vanya TESTOV",)
    assert person.party.birth_dates == ("1960",)
    assert set(person.party.countries) == {"ru", "cy"}
    assert person.party.addresses == ("1 Test St, Moscow, Russia",)
    assert Identifier("passport", "71 1234567") in person.party.identifiers
    assert (person.listed, person.changed) == ("2022-02-24", "2025-08-04")
    assert any(label == "sanctions imposed" and "Asset freeze" in words for label, words in person.details)
    assert ship.party.schema == "Vessel"
    assert ship.party.identifiers == (Identifier("imo", "9074729"),)
    assert ship.party.countries == ("pa",)


def test_rows_of_one_uk_entry_that_stand_apart_are_refused(write: Write) -> None:
    lines = UK.split("\n")
    with pytest.raises(ListError, match="stand apart"):
        read(write("uk-csv", "\n".join([*lines, lines[2]])))


@pytest.mark.parametrize("form", ["csl-json", "csl-csv", "csl-lines"])
def test_consolidated_screening_list_in_its_three_forms(form: str, write: Write) -> None:
    bank, chips = read(write(form))[0]
    assert bank.party.id == "us-csl-sdn-906"
    assert bank.party.schema == "Organization"
    assert bank.party.names == ("TESTIN BANK LIMITED", "TEST INTERNATIONAL BANK, LTD")
    assert bank.party.countries == ("gb",)
    assert bank.party.programmes == ("CUBA",)
    assert chips.party.schema == "LegalEntity"
    assert chips.party.countries == ("af",)
    assert chips.source == "Entity List (EL) - Bureau of Industry and Security"
    assert ("license requirement", "For all items subject to the EAR.") in chips.details
    if form != "csl-lines":
        assert Identifier("registration", "01074897", "gb") in bank.party.identifiers
        assert Identifier("bic", "TESTGB2L") in bank.party.identifiers
        assert bank.party.addresses == ("189 Test Wall, London, E14, GB",)
        assert chips.listed == "2011-11-21"
    if form == "csl-csv":
        assert ("email", "info@example.org") in bank.details


def test_a_page_of_an_answer_is_not_taken_for_the_list(write: Write) -> None:
    with pytest.raises(ListError, match="says that it has 25,921 entries, and 2 are there"):
        read(write("csl-json", CSL_JSON.replace('"total": 2', '"total": 25921')))


def test_a_count_that_does_not_agree_is_told(write: Write) -> None:
    text = FILES["ofac-xml"][1].replace("<Record_Count>3<", "<Record_Count>17,000<")
    with pytest.raises(ListError, match="17,000"):
        read(write("ofac-xml", text))


def test_follow_the_money(write: Write) -> None:
    found, source = read(write("ftm"), "mine")
    person, ship = found
    assert person.party.id == "mine-nk-1"
    assert person.party.names == ("Ivan Testov", "Testov Ivan")
    assert person.party.weak_aliases == ("Vanya",)
    assert person.party.identifiers == (Identifier("passport", "711234567"),)
    assert person.party.programmes == ("RU-1",)
    assert person.listed == "2022-02-24"
    assert person.source == "us_ofac_sdn"
    assert ("ethnicity", "invented") in person.details
    assert ("sanction: reason", "For tests.") in person.details
    assert ship.party.identifiers == (Identifier("imo", "9074729"),)
    assert dict(source.told.notes) == {"entities of the schema Sanction, which are no parties": 1}


def test_a_table_of_ones_own(write: Write) -> None:
    found, source = read(write("own-csv"))
    assert source.list == "customers"
    person, ship = found
    assert person.party.names == ("Ivan Testov", "Vanya Testov", "I. Testov")
    assert person.party.countries == ("ru",)
    assert person.party.birth_dates == ("1960-07-14",)
    assert person.party.remarks == "unpaid"
    assert ("colour", "red") in person.details
    assert ship.party.identifiers == (Identifier("imo", "9074729"),)
    assert any("'Colour'" in note for note in source.told.notes)


@pytest.mark.parametrize("by", [",", ";", "\t"])
def test_a_table_may_be_parted_by_comma_semicolon_or_tab(by: str, write: Write) -> None:
    assert len(read(write("own-csv", OWN.replace(";", by)))[0]) == 2


def test_a_table_without_names_is_told_what_columns_may_be(write: Write) -> None:
    with pytest.raises(ListError, match="docs/lists.md"):
        read(write("own-csv", "Firm Colour;Reason\nred;x\n"))


def test_two_columns_for_one_thing_are_refused(write: Write) -> None:
    with pytest.raises(ListError, match="two columns tell the country"):
        read(write("own-csv", "name;country;nationality\na;b;c\n"))


def test_ofac_without_its_aliases_is_refused(write: Write) -> None:
    path = write("ofac-csv")
    (path.parent / "alt.csv").unlink()
    with pytest.raises(ListError, match=r"aliases are missing \(alt.csv\)"):
        read(path)


def test_aliases_of_another_list_are_refused(write: Write) -> None:
    path = write("ofac-csv", "\r\n".join(SDN.replace("90", "70").split("\r\n")))
    with pytest.raises(ListError, match="belong to entries that are not in it"):
        read(path)


def test_only_the_addresses_of_ofac_are_no_list(write: Write) -> None:
    path = write("ofac-csv")
    with pytest.raises(ListError, match=r"give sdn\.csv"):
        read(path.parent / "add.csv")


def test_an_entry_without_a_name_is_counted_and_told(write: Write) -> None:
    text = UN.replace("<FIRST_NAME>NORTHERN ROCKET TRADING</FIRST_NAME>", "<FIRST_NAME/>").replace("NRT", "")
    found, source = read(write("un-xml", text))
    assert len(found) == 1
    assert source.told.notes["entries without a name"] == 1


def test_entries_of_one_number_get_ids_of_their_own(write: Write) -> None:
    found, _ = read(write("own-csv", "id;name\n1;A\n1;B\n1-2;C\n1;D\n"))
    ids = [entry.party.id for entry in found]
    assert len(set(ids)) == 4
    assert ids[0] == "customers-1"


def test_a_name_may_be_weak_only(write: Write) -> None:
    text = ADVANCED.replace('Primary="true" LowQuality="false"', 'Primary="true" LowQuality="true"')
    person = read(write("ofac-advanced", text))[0][0].party
    assert person.names == ("PETROFF, Ivan",)
    assert person.weak_aliases == ("Vanya",)


def test_what_ofacs_parties_point_to_may_be_many_megabytes(write: Write) -> None:
    begin, end = ADVANCED.index("<Location ID"), ADVANCED.index("</Locations>")
    places = "".join(ADVANCED[begin:end].replace('"26"', f'"{1000 + at}"') for at in range(16_000))
    assert len(places) > 4_500_000
    found, _ = read(write("ofac-advanced", ADVANCED[:end] + places + ADVANCED[end:]))
    assert found == read(write("ofac-advanced"))[0]
