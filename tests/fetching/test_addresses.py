"""Which addresses may be asked."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.fetching.addresses import ForbiddenAddress, checked, forbidden, private_allowed, public_addresses
from weighbridge.intake import Refusal

INNER = [
    ipaddress.ip_network(net)
    for net in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16"
        " 198.18.0.0/15 224.0.0.0/4 240.0.0.0/4"
    ).split()
]


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.16.0.9 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1
    100.127.255.255 168.63.129.16 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 192.0.0.8 198.18.0.1 192.0.2.1
    :: ::1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1
    64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 2002:7f00:1:: 2002:a9fe:a9fe:: 2001:0:1::80ff:fffe
    fec0::1 2001:db8::1 gibberish""".split(),
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert forbidden(address)


@pytest.mark.parametrize("address", "8.8.8.8 1.1.1.1 172.32.0.1 100.128.0.1 2606:4700::1111 ::ffff:8.8.8.8".split())
def test_addresses_that_are_public(address: str) -> None:
    assert forbidden(address) is None


@given(st.ip_addresses(v=4))
def test_no_dress_makes_an_inner_address_public(inner: ipaddress.IPv4Address) -> None:
    bare = forbidden(str(inner))
    if any(inner in net for net in INNER):
        assert bare
    for dressed in (f"::ffff:{inner}", f"64:ff9b::{inner}"):
        assert (forbidden(dressed) is None) == (bare is None)


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("ftp://news.example/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("gopher://news.example/", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("news.example/a", "only http and https"),
        ("http:///a", "no host"),
        ("http://desk:secret@news.example/", "name or password"),
        ("http://news.example:0/", "port 0"),
        ("http://news.example:99999/", "no address"),
        ("http://[::1/", "no address"),
        ("http://news.example/a b", "blanks"),
        ("http://news.example/\r\nHost: other", "blanks"),
        ("https://news.example/" + "a" * 5000, "longer than"),
    ],
)
def test_what_is_no_address_is_refused_with_a_remedy(url: str, what: str) -> None:
    found = checked(url)
    assert isinstance(found, Refusal)
    assert what in found.what
    assert found.remedy


def test_an_address_is_asked_for_without_its_fragment() -> None:
    assert checked("https://news.example/a?b=1#entry-7") == "https://news.example/a?b=1"


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(url: str) -> None:
    found = checked(url)
    assert isinstance(found, Refusal) or found.startswith(("http://", "https://", "HTTP", "Http"))


def test_one_inner_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(ForbiddenAddress, match=r"two\.example leads to 10\.0\.0\.7, a private address"):
        public_addresses("two.example", 443, frozenset(), lambda *_: ["8.8.8.8", "10.0.0.7"])


def test_names_of_this_machine_are_looked_up_and_refused() -> None:
    for name in ("localhost", "127.1", "2130706433", "0x7f.0.0.1"):
        with pytest.raises(ForbiddenAddress, match="loopback"):
            public_addresses(name, 80, frozenset())


def test_the_setting_names_hosts_or_allows_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEIGHBRIDGE_ALLOW_PRIVATE", "wiki.desk, 10.0.0.7")
    assert private_allowed() == {"wiki.desk", "10.0.0.7"}
    monkeypatch.setenv("WEIGHBRIDGE_ALLOW_PRIVATE", "1")
    assert private_allowed() == {"*"}
    for off in ("", "0", "false"):
        monkeypatch.setenv("WEIGHBRIDGE_ALLOW_PRIVATE", off)
        assert private_allowed() == frozenset()
