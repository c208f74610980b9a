"""Names that hold a sentence: what an order would say is found within, and nothing is cut out of other names."""

from __future__ import annotations

import pytest

from weighbridge.lists.formats.long_names import names_within


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Ministry of Harbours of Velsk, including all units. This includes the navy",
            ["Ministry of Harbours of Velsk"],
        ),
        ("Blue Heron Commission (BHC), and subordinate entity Reed Institute (RI)", ["Reed Institute (RI)"]),
        ("Blue Heron Group. Subordinate Institution - Micro Gyroscopes", ["Micro Gyroscopes"]),
        ("Blue Heron. Affiliated Entity: Heron Marine Co., Ltd.", ["Heron Marine Co., Ltd"]),
        ("Heron Company Ltd., a.k.a. Reed Company Ltd.", ["Heron Company Ltd", "Reed Company Ltd"]),
        ("Heron OOO (f.k.a., Obshchestvo Heron)", ["Heron OOO", "Obshchestvo Heron"]),
        ("PEARL (A.K.A. REED HERON) LI", []),
        ("Excluding and Including Ltd", []),
        ("Heron Aka Ltd", []),
        ("Heron Co., Ltd.", []),
    ],
)
def test_names_are_found_within_names(text: str, wanted: list[str]) -> None:
    assert names_within(text) == wanted
