"""What is promised of connections: only to allowed addresses, also after redirects, and to who is named."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from tests.fetching.conftest import PAGE, Site, got, refused

from weighbridge.fetching import Session, fetch


class TestAddresses:
    def test_a_name_that_leads_to_this_machine_is_refused(self, site: Site, session: Session) -> None:
        site.put("/a", PAGE)
        found = refused(fetch(site.at("/a", "other.test"), session))
        assert "other.test leads to 127.0.0.1, a loopback address" in found.what
        assert not site.asked

    @pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "0.0.0.0"])
    def test_a_redirect_to_a_forbidden_address_is_refused(self, site: Site, session: Session, host: str) -> None:
        site.move("/a", site.at("/secret", host))
        site.put("/secret", "keys")
        found = refused(fetch(site.at("/a"), session))
        assert "not fetched" in found.what
        assert host.strip("[]") in found.where
        assert site.paths() == ["/a"]

    def test_a_redirect_to_a_name_that_leads_inside_is_refused(self, site: Site, session: Session) -> None:
        site.move("/a", site.at("/secret", "innocent.test"))
        assert "loopback" in refused(fetch(site.at("/a"), session)).what
        assert site.paths() == ["/a"]

    @pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://news.test/a", "//", "http://a:b@news.test/"])
    def test_a_redirect_to_what_is_no_web_address_is_refused(self, site: Site, session: Session, to: str) -> None:
        site.move("/a", to)
        refused(fetch(site.at("/a"), session))
        assert set(site.paths()) == {"/a"}

    def test_a_name_is_looked_up_once_for_a_connection(self, site: Site, session: Session) -> None:
        """A name server that answers differently the second time gains nothing."""
        site.put("/a", PAGE)
        answers = iter(["8.8.8.8"])
        session.look_up = lambda host, port: [next(answers)]
        session.private = frozenset()
        session.limits = replace(session.limits, silence=0.05, tries=1)
        refused(fetch(site.at("/a", "turning.test"), session))
        assert next(answers, None) is None
        assert not site.asked

    def test_a_host_that_is_not_there(self, session: Session) -> None:
        assert "can't be looked up" in refused(fetch("http://nowhere.example/", session)).what

    def test_proxies_of_the_environment_are_not_asked(
        self, site: Site, session: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        site.put("/a", PAGE)
        got(fetch(site.at("/a"), session))


class TestCertificates:
    """A server with a certificate for news.test, made for the test."""

    @pytest.fixture
    def asked_for(self, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
        openssl = shutil.which("openssl")
        if openssl is None:
            pytest.skip("no openssl here to make a certificate with")
        key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
        subject = ["-subj", "/CN=news.test", "-addext", "subjectAltName=DNS:news.test"]
        kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        made = [openssl, "req", *kind, *subject, "-keyout", key, "-out", certificate]
        subprocess.run(made, check=True, capture_output=True, timeout=60)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        names: list[str | None] = []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        context.sni_callback = lambda _, name, __: names.append(name)
        site.encrypt(context)
        return names

    def test_the_name_and_not_the_address_is_asked_for_and_checked(
        self, site: Site, session: Session, asked_for: list[str | None]
    ) -> None:
        site.put("/a", PAGE)
        assert got(fetch(site.at("/a").replace("http:", "https:"), session)).data == PAGE
        assert set(asked_for) == {"news.test"}
        assert site.asked[-1][1]["host"] == f"news.test:{site.port}"

    def test_a_certificate_for_another_name_is_refused(
        self, site: Site, session: Session, asked_for: list[str | None]
    ) -> None:
        session.private |= {"other.test"}
        site.put("/a", PAGE)
        found = refused(fetch(site.at("/a", "other.test").replace("http:", "https:"), session))
        assert "certificate" in found.what
        assert not site.asked
