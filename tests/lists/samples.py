"""Small lists in each official format. Every party in them is invented."""

from __future__ import annotations

import json

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS><INDIVIDUAL>
<DATAID>11</DATAID><FIRST_NAME>ARON</FIRST_NAME><SECOND_NAME>MBEKI</SECOND_NAME><THIRD_NAME>TESTA</THIRD_NAME>
<UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDi.901</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON>
<NAME_ORIGINAL_SCRIPT>آرون تستا</NAME_ORIGINAL_SCRIPT><COMMENTS1>He is invented.</COMMENTS1>
<DESIGNATION><VALUE>Colonel</VALUE></DESIGNATION>
<NATIONALITY><VALUE>Democratic Republic of the Congo</VALUE></NATIONALITY>
<LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
<LAST_DAY_UPDATED><VALUE>2014-01-01</VALUE><VALUE>2016-10-13</VALUE></LAST_DAY_UPDATED>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Aaron Testa</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Rumba</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ADDRESS><CITY>Kigali</CITY><COUNTRY>Rwanda</COUNTRY><NOTE>as of 2016</NOTE></INDIVIDUAL_ADDRESS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1971-03-04</DATE></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1960</FROM_YEAR><TO_YEAR>1962</TO_YEAR>
</INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_PLACE_OF_BIRTH><CITY>Goma</CITY><COUNTRY>Democratic Republic of the Congo</COUNTRY>
</INDIVIDUAL_PLACE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>OB0243</NUMBER>
<ISSUING_COUNTRY>Rwanda</ISSUING_COUNTRY><DATE_OF_ISSUE>2009-01-02</DATE_OF_ISSUE></INDIVIDUAL_DOCUMENT>
</INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY>
<DATAID>12</DATAID><FIRST_NAME>NORTHERN ROCKET TRADING</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
<REFERENCE_NUMBER>KPe.902</REFERENCE_NUMBER><LISTED_ON>2015-04-07-04:00</LISTED_ON>
<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>NRT</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ADDRESS><CITY>Pyongyang</CITY><COUNTRY>Democratic People's Republic of Korea</COUNTRY></ENTITY_ADDRESS>
</ENTITY></ENTITIES></CONSOLIDATED_LIST>
"""

_NONE = "-0- "
SDN = "\r\n".join(
    [
        f'901,"TESTAIR LINES",{_NONE},"CUBA",{_NONE},{_NONE},{_NONE},{_NONE},{_NONE},{_NONE},{_NONE},"a.k.a. \'TL\'."',
        f'902,"PETROFF, Ivan","individual","NPWMD] [IFSR","Director; Member",'
        f"{_NONE},{_NONE},{_NONE},{_NONE},{_NONE},{_NONE},"
        '"DOB 20 Sep 1958; alt. DOB 1960; POB Testville; nationality Iran; citizen Russia; '
        "Passport A123456 (Iran) issued "
        '01 Jun 1999 expires 31 May 2004; National ID No. 77-1 (Iran); Gender Male; Linked To: TESTAIR LINES."',
        f'903,"SEA TEST","vessel","IRAN",{_NONE},"T2DY4","Tanker","164,154","85,462","Panama","Owner Co",'
        '"Vessel Registration Identification IMO 9074729; MMSI 572449210; Former Vessel Flag Malta."',
    ]
)
SDN += "\r\n\x1a"
ADD = f'901,25,{_NONE},"Havana","Cuba",{_NONE}\r\n902,26,"1 Test St","Tehran","Iran",{_NONE}\r\n\x1a'
ALT = f'901,12,"aka","AERO-TESTAIR",{_NONE}\r\n902,13,"fka","PETROV, Ivan",{_NONE}\r\n\x1a'

SDN_XML = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML">
<publshInformation><Publish_Date>07/20/2026</Publish_Date><Record_Count>3</Record_Count></publshInformation>
<sdnEntry><uid>901</uid><lastName>TESTAIR LINES</lastName><sdnType>Entity</sdnType>
<programList><program>CUBA</program></programList>
<akaList><aka><uid>1</uid><type>a.k.a.</type><category>strong</category><lastName>AERO-TESTAIR</lastName></aka>
<aka><uid>2</uid><type>a.k.a.</type><category>weak</category><lastName>TL</lastName></aka></akaList>
<addressList><address><uid>3</uid><city>Havana</city><country>Cuba</country></address></addressList></sdnEntry>
<sdnEntry><uid>902</uid><firstName>Ivan</firstName><lastName>PETROFF</lastName><title>Director</title>
<sdnType>Individual</sdnType><programList><program>NPWMD</program><program>IFSR</program></programList>
<idList><id><uid>4</uid><idType>Passport</idType><idNumber>A123456</idNumber><idCountry>Iran</idCountry></id>
<id><uid>5</uid><idType>Gender</idType><idNumber>Male</idNumber></id></idList>
<nationalityList><nationality><uid>6</uid><country>Iran</country><mainEntry>true</mainEntry></nationality>
</nationalityList>
<dateOfBirthList><dateOfBirthItem><uid>7</uid><dateOfBirth>circa 1958</dateOfBirth></dateOfBirthItem></dateOfBirthList>
<placeOfBirthList><placeOfBirthItem><uid>8</uid><placeOfBirth>Testville</placeOfBirth></placeOfBirthItem>
</placeOfBirthList>
</sdnEntry>
<sdnEntry><uid>903</uid><lastName>SEA TEST</lastName><sdnType>Vessel</sdnType>
<programList><program>IRAN</program></programList>
<idList><id><uid>9</uid><idType>Vessel Registration Identification</idType><idNumber>IMO 9074729</idNumber></id>
</idList>
<vesselInfo><callSign>T2DY4</callSign><vesselType>Tanker</vesselType><vesselFlag>Panama</vesselFlag></vesselInfo>
</sdnEntry></sdnList>
"""

ADVANCED = """<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML">
<DateOfIssue CalendarTypeID="1"><Year>2026</Year><Month>5</Month><Day>21</Day></DateOfIssue>
<ReferenceValueSets>
<CountryValues><Country ID="1" ISO2="IR">Iran</Country><Country ID="2">Panama</Country></CountryValues>
<FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType><FeatureType ID="25">Location</FeatureType>
<FeatureType ID="10">Nationality Country</FeatureType><FeatureType ID="9">Place of Birth</FeatureType>
<FeatureType ID="224">Gender</FeatureType></FeatureTypeValues>
<DetailReferenceValues><DetailReference ID="91526">Male</DetailReference></DetailReferenceValues>
<IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType></IDRegDocTypeValues>
<IDRegDocDateTypeValues><IDRegDocDateType ID="1">Issue Date</IDRegDocDateType></IDRegDocDateTypeValues>
<ListValues><List ID="1550">SDN List</List></ListValues>
<LocPartTypeValues><LocPartType ID="1454">CITY</LocPartType><LocPartType ID="1451">ADDRESS1</LocPartType>
</LocPartTypeValues>
<NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType>
</NamePartTypeValues>
<PartySubTypeValues><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType>
<PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType></PartySubTypeValues>
<PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="4">Transport</PartyType></PartyTypeValues>
<RelationTypeValues><RelationType ID="15003">Acting for or on behalf of</RelationType></RelationTypeValues>
<SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType><SanctionsType ID="2">Block</SanctionsType>
</SanctionsTypeValues></ReferenceValueSets>
<Locations><Location ID="26"><LocationCountry CountryID="1"/>
<LocationPart LocPartTypeID="1454"><LocationPartValue Primary="true"><Value>Tehran</Value></LocationPartValue>
</LocationPart>
<LocationPart LocPartTypeID="1451"><LocationPartValue Primary="true"><Value>1 Test St</Value></LocationPartValue>
</LocationPart>
</Location></Locations>
<IDRegDocuments><IDRegDocument ID="5" IDRegDocTypeID="1571" IdentityID="77" IssuedBy-CountryID="1">
<IDRegistrationNo>A123456</IDRegistrationNo><DocumentDate IDRegDocDateTypeID="1"><DatePeriod>
<Start><From><Year>1999</Year><Month>6</Month><Day>1</Day></From></Start>
<End><To><Year>1999</Year><Month>6</Month><Day>1</Day></To></End></DatePeriod></DocumentDate></IDRegDocument>
</IDRegDocuments>
<DistinctParties><DistinctParty FixedRef="902"><Comment/><Profile ID="902" PartySubTypeID="4">
<Identity ID="77" FixedRef="902" Primary="true">
<Alias FixedRef="902" AliasTypeID="1400" Primary="false" LowQuality="true"><DocumentedName ID="2">
<DocumentedNamePart><NamePartValue NamePartGroupID="51">Vanya</NamePartValue></DocumentedNamePart></DocumentedName>
</Alias>
<Alias FixedRef="902" AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName ID="1">
<DocumentedNamePart><NamePartValue NamePartGroupID="51">Ivan</NamePartValue></DocumentedNamePart>
<DocumentedNamePart><NamePartValue NamePartGroupID="50">PETROFF</NamePartValue></DocumentedNamePart>
</DocumentedName></Alias>
<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="50" NamePartTypeID="1520"/></MasterNamePartGroup>
<MasterNamePartGroup><NamePartGroup ID="51" NamePartTypeID="1521"/></MasterNamePartGroup></NamePartGroups></Identity>
<Feature ID="1" FeatureTypeID="8"><FeatureVersion><DatePeriod>
<Start><From><Year>1958</Year><Month>9</Month><Day>20</Day></From></Start>
<End><To><Year>1958</Year><Month>9</Month><Day>20</Day></To></End></DatePeriod></FeatureVersion></Feature>
<Feature ID="2" FeatureTypeID="25"><FeatureVersion><VersionLocation LocationID="26"/></FeatureVersion></Feature>
<Feature ID="3" FeatureTypeID="9"><FeatureVersion><VersionDetail>Testville</VersionDetail></FeatureVersion></Feature>
<Feature ID="4" FeatureTypeID="224"><FeatureVersion><VersionDetail DetailReferenceID="91526"/></FeatureVersion>
</Feature>
</Profile></DistinctParty>
<DistinctParty FixedRef="903"><Profile ID="903" PartySubTypeID="1"><Identity ID="78"><Alias Primary="true">
<DocumentedName><DocumentedNamePart><NamePartValue>SEA TEST</NamePartValue></DocumentedNamePart></DocumentedName>
</Alias></Identity></Profile></DistinctParty></DistinctParties>
<ProfileRelationships><ProfileRelationship ID="1" From-ProfileID="902" To-ProfileID="903" RelationTypeID="15003"/>
</ProfileRelationships>
<SanctionsEntries><SanctionsEntry ID="902" ProfileID="902" ListID="1550"><EntryEvent ID="1"><Date><Year>2008</Year>
<Month>3</Month><Day>2</Day></Date></EntryEvent><SanctionsMeasure ID="1" SanctionsTypeID="1"><Comment>NPWMD</Comment>
</SanctionsMeasure><SanctionsMeasure ID="2" SanctionsTypeID="2"><Comment/></SanctionsMeasure></SanctionsEntry>
</SanctionsEntries></Sanctions>
"""

DPL = (
    '"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t"Expiration_Date"\t'
    '"Standard_Order"\t"Last_Update"\t"Action"\t"FR_Citation"\n'
    '" TEST EXPORTER"\t"1 MAIN ST"\t"SPRINGFIELD"\t"AZ"\t""\t"85043"\t"10/16/2017"\t"10/13/2020"\t"Y"\t"2017-10-23"\t'
    '"FR NOTICE ADDED"\t"82 F.R. 1"\n'
    '"TEST EXPORTER"\t"2 HUNT DRIVE"\t"SCARBOROUGH"\t""\t"CA"\t"M1W1A2"\t"10/03/2003"\t"10/03/2023"\t"N"\t'
    '"2003-10-06"\t'
    '"NON STANDARD"\t"68 F.R. 2"\n'
)

EU = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-08-05T16:47:04.449+02:00" globalFileId="184961">
<sanctionEntity designationDetails="" unitedNationId="CDi.901" euReferenceNumber="EU.27.28" logicalId="13">
<remark>Invented.</remark>
<regulation regulationType="amendment" publicationDate="2012-07-08" numberTitle="1210/2012 (OJ L169)" programme="COD"
 logicalId="1">
<publicationUrl>http://eur-lex.europa.eu/x.pdf</publicationUrl></regulation>
<regulation regulationType="amendment" publicationDate="2020-01-02" numberTitle="2020/1" programme="COD" logicalId="2"/>
<subjectType code="person" classificationCode="P"/>
<nameAlias firstName="Aron" middleName="" lastName="Testa" wholeName="Aron Testa" function="Colonel" gender="M"
 title="Mr"
 strong="true" logicalId="17"/>
<nameAlias wholeName="Rumba" strong="false" logicalId="19"/>
<citizenship region="" countryIso2Code="CD" countryDescription="CONGO, DEMOCRATIC REPUBLIC OF" logicalId="1"/>
<birthdate circa="false" calendarType="GREGORIAN" city="Goma" year="1971" monthOfYear="3" dayOfMonth="4"
 birthdate="1971-03-04" countryIso2Code="CD" countryDescription="CONGO, DEMOCRATIC REPUBLIC OF" logicalId="1"/>
<birthdate circa="true" year="1960" city="" countryIso2Code="00" countryDescription="UNKNOWN" logicalId="2"/>
<address city="Kigali" street="Test Road 1" poBox="77" zipCode="1" region="" place="" countryIso2Code="RW"
 countryDescription="RWANDA" logicalId="3"><contactInfo key="EMAIL" value="x@example.org"/></address>
<identification diplomatic="false" knownExpired="true" number="OB0243" issuedBy="" issuedDate="2009-01-02"
 identificationTypeCode="passport" identificationTypeDescription="National passport" countryIso2Code="RW"
 logicalId="4"/>
</sanctionEntity>
<sanctionEntity euReferenceNumber="EU.28.1" logicalId="14"><subjectType code="enterprise" classificationCode="E"/>
<nameAlias wholeName="Northern Rocket Trading" strong="true" logicalId="20"/></sanctionEntity></export>
"""

UK_HEADER = (
    "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,"
    "Alias strength,Title,Name non-latin script,Non-latin script type,Non-latin script language,Regime Name,"
    "Designation Type,Designation source,Sanctions Imposed,Other Information,UK Statement of Reasons,Address Line 1,"
    "Address Line 2,Address Line 3,Address Line 4,Address Line 5,Address Line 6,Address Postal Code,Address Country,"
    "Phone number,Website,Email address,Date Designated,D.O.B,Nationality(/ies),National Identifier number,"
    "National Identifier additional information,Passport number,Passport additional information,Position,Gender,"
    "Town of birth,Country of birth,Type of entity,Subsidiaries,Parent company,Business registration number (s),"
    "IMO number,Current owner/operator (s),Previous owner/operator (s),Current believed flag of ship,Previous flags,"
    "Type of ship,Tonnage of ship,Length of ship,Year Built,Hull identification number (HIN)"
)


def uk_row(**cells: str) -> str:
    """A row of the UK list: names of columns with ``_`` for what is no letter or digit."""
    columns = UK_HEADER.split(",")
    known = {"".join(one if one.isalnum() else "_" for one in name).strip("_").lower(): name for name in columns}
    row = {known[name]: value for name, value in cells.items()}
    return ",".join('"' + row.get(name, "").replace('"', '""') + '"' for name in columns)


_PERSON = {
    "unique_id": "RUS9999",
    "regime_name": "Russia",
    "designation_type": "Individual",
    "designation_source": "UK",
}
UK = "\n".join(
    [
        "Report Date: 28-Jan-2026",
        UK_HEADER,
        uk_row(
            **_PERSON,
            name_1="Vanya",
            name_6="TESTOV",
            name_type="Alias",
            alias_strength="Low quality a.k.a",
        ),
        uk_row(
            **_PERSON,
            name_1="Ivan",
            name_6="TESTOV",
            name_type="Primary Name",
            d_o_b="dd/mm/1960",
            nationality__ies="(1) Russia (2) Cyprus",
            address_line_1="1 Test St",
            address_line_6="Moscow",
            address_country="Russia",
            date_designated="24/02/2022",
            last_updated="04/08/2025",
            passport_number="(1) 71 1234567 (2) 72 7654321",
            sanctions_imposed="Asset freeze|Travel Ban",
        ),
        uk_row(
            unique_id="RUS9998",
            name_6="SEA TEST",
            name_type="Primary Name",
            designation_type="Ship",
            imo_number="9074729",
            current_believed_flag_of_ship="Panama",
            year_built="2005",
            regime_name="Russia",
        ),
    ]
)

UK_XML = """<?xml version="1.0" encoding="utf-8"?>
<Designations xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><DateGenerated>28/01/2026</DateGenerated>
<Designation><LastUpdated>04/08/2025</LastUpdated><DateDesignated>24/02/2022</DateDesignated>
<UniqueID>RUS9999</UniqueID><OFSIGroupID>77</OFSIGroupID>
<Names><Name><Name1>Vanya</Name1><Name6>TESTOV</Name6><NameType>Alias</NameType>
<AliasStrength>Low quality a.k.a</AliasStrength></Name>
<Name><Name1>Ivan</Name1><Name6>TESTOV</Name6><NameType>Primary Name</NameType></Name></Names>
<NonLatinNames><NonLatinName><NameNonLatinScript>Иван Тестов</NameNonLatinScript></NonLatinName></NonLatinNames>
<RegimeName>Russia</RegimeName><IndividualEntityShip>Individual</IndividualEntityShip>
<DesignationSource>UK</DesignationSource><SanctionsImposed>Asset freeze</SanctionsImposed>
<Addresses><Address><AddressLine1>1 Test St</AddressLine1><AddressLine6>Moscow</AddressLine6>
<AddressCountry>Russia</AddressCountry></Address></Addresses>
<IndividualDetails><Individual><DOBs><DOB>dd/mm/1960</DOB></DOBs>
<Nationalities><Nationality>Russia</Nationality><Nationality>Cyprus</Nationality></Nationalities>
<PassportDetails><Passport><PassportNumber>71 1234567</PassportNumber></Passport></PassportDetails>
<BirthDetails><Location><TownOfBirth>Omsk</TownOfBirth><CountryOfBirth>Russia</CountryOfBirth></Location></BirthDetails>
</Individual></IndividualDetails></Designation>
<Designation><UniqueID>RUS9998</UniqueID><Names><Name><Name6>SEA TEST</Name6><NameType>Primary Name</NameType></Name>
</Names>
<RegimeName>Russia</RegimeName><IndividualEntityShip>Ship</IndividualEntityShip><ShipDetails><Ship>
<IMONumbers><IMONumber>9074729</IMONumber></IMONumbers><CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Panama
</CurrentBelievedFlagOfShip></CurrentBelievedFlagOfShips></Ship></ShipDetails></Designation></Designations>
"""

_SDN_ROW = {
    "id": "906",
    "entity_number": "906",
    "source": "Specially Designated Nationals (SDN) - Treasury Department",
    "type": "Entity",
    "name": "TESTIN BANK LIMITED",
    "alt_names": ["TEST INTERNATIONAL BANK, LTD"],
    "programs": ["CUBA"],
    "title": None,
    "remarks": None,
    "addresses": [{"address": "189 Test Wall", "city": "London", "state": None, "postal_code": "E14", "country": "GB"}],
    "ids": [
        {"type": "Company Number", "number": "01074897", "country": "GB", "issue_date": None, "expiration_date": None},
        {"type": "SWIFT/BIC", "number": "TESTGB2L", "issue_date": None, "expiration_date": None},
    ],
    "citizenships": [],
    "nationalities": [],
    "dates_of_birth": [],
    "places_of_birth": [],
    "start_date": None,
    "end_date": None,
    "source_list_url": "https://list.example/sdn",
}
_EL_ROW = {
    "id": "b6e9",
    "source": "Entity List (EL) - Bureau of Industry and Security",
    "name": "Test Semiconductor",
    "alt_names": None,
    "addresses": [{"address": "501, 5th Floor", "city": "Kabul", "state": "", "postal_code": "", "country": "AF"}],
    "federal_register_notice": "76 FR 71867",
    "start_date": "2011-11-21",
    "license_requirement": "For all items subject to the EAR.",
    "license_policy": "Presumption of denial.",
}
CSL_JSON = json.dumps({"total": 2, "sources": [], "results": [_SDN_ROW, _EL_ROW]})
CSL_CSV = (
    "source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,"
    "license_requirement,vessel_flag,remarks,source_list_url,alt_names,citizenships,dates_of_birth,ids\n"
    "Specially Designated Nationals (SDN) - Treasury Department,906,Entity,CUBA,TESTIN BANK LIMITED,,"
    '"189 Test Wall, London,'
    ' E14, GB",,,,,,,https://list.example/sdn,"TEST INTERNATIONAL BANK, LTD",,,"GB, 01074897, Company Number; '
    "TESTGB2L, "
    'SWIFT/BIC; info@example.org, Email Address"\n'
    'Entity List (EL) - Bureau of Industry and Security,,,,Test Semiconductor,,"501, 5th Floor, Kabul, AF",76 FR 71867,'
    "2011-11-21,,For all items subject to the EAR.,,,,,,,\n"
)
CSL_LINES = "\n".join(
    json.dumps(one)
    for one in (
        {
            "row": 0,
            "name": "TESTIN BANK LIMITED",
            "alt_names": ["TEST INTERNATIONAL BANK, LTD"],
            "list": "Specially Designated Nationals (SDN) - Treasury Department",
            "type": "Entity",
            "countries": ["GB"],
            "entity_number": "906",
            "programs": "CUBA",
            "license_requirement": None,
        },
        {
            "row": 1,
            "name": "Test Semiconductor",
            "alt_names": [],
            "list": "Entity List (EL) - Bureau of Industry and Security",
            "type": None,
            "countries": ["AF"],
            "entity_number": None,
            "programs": None,
            "license_requirement": "For all items subject to the EAR.",
        },
    )
)

FTM = "\n".join(
    json.dumps(one)
    for one in (
        {
            "id": "NK-1",
            "caption": "Ivan Testov",
            "schema": "Person",
            "datasets": ["us_ofac_sdn"],
            "properties": {
                "name": ["Testov Ivan", "Ivan Testov"],
                "weakAlias": ["Vanya"],
                "birthDate": ["1960"],
                "nationality": ["ru"],
                "passportNumber": ["711234567"],
                "programId": ["RU-1"],
                "ethnicity": ["invented"],
                "sanctions": [
                    {
                        "id": "s",
                        "schema": "Sanction",
                        "properties": {"listingDate": ["2022-02-24"], "reason": ["For tests."]},
                    }
                ],
            },
        },
        {"id": "s1", "schema": "Sanction", "properties": {"entity": ["NK-1"]}},
        {
            "id": "NK-2",
            "schema": "Vessel",
            "properties": {"name": ["SEA TEST"], "imoNumber": ["IMO9074729"], "flag": ["pa"]},
        },
    )
)

OWN = (
    "Name;Aliases;Country;Date of birth;IMO;Reason;Colour\n"
    "Ivan Testov;Vanya Testov|I. Testov;Russia;14/07/1960;;unpaid;red\n"
    "SEA TEST;;pa;;9074729;;\n"
)

FILES: dict[str, tuple[str, str]] = {
    "un-xml": ("consolidated.xml", UN),
    "ofac-csv": ("sdn.csv", SDN),
    "ofac-xml": ("SDN.XML", SDN_XML),
    "ofac-advanced": ("SDN_ADVANCED.XML", ADVANCED),
    "dpl": ("dpl.txt", DPL),
    "eu-xml": ("eu.xml", EU),
    "uk-csv": ("UK-Sanctions-List.csv", UK),
    "uk-xml": ("UK-Sanctions-List.xml", UK_XML),
    "csl-json": ("consolidated.json", CSL_JSON),
    "csl-csv": ("consolidated.csv", CSL_CSV),
    "csl-lines": ("csl.jsonl", CSL_LINES),
    "ftm": ("entities.ftm.json", FTM),
    "own-csv": ("customers.csv", OWN),
}
"""Format to the name and the text of a file."""
