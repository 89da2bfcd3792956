"""Pages from a real server on this machine."""

from __future__ import annotations

import base64
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from storage.errors import IntakeError
from storage.intake.web import is_address, read_url
from storage.intake.web.cookies import read_cookies
from storage.intake.web.fetch import Unchanged, fetch
from storage.models import Version


def test_a_page_is_read_with_its_own_address(site: Any) -> None:
    article = read_url(site.url("/redirect"))
    assert article.title == "The square"
    assert article.url == site.url("/kept")
    assert "Café number 3." in article.text


def test_a_page_cannot_pass_for_one_of_another_site(site: Any) -> None:
    assert read_url(site.url("/foreign-canonical")).url == site.url("/foreign-canonical")


def test_the_program_says_what_it_is_and_asks_for_what_it_reads(site: Any) -> None:
    read_url(site.url("/page?a=b&c=%20"))
    path, headers = site.seen[-1]
    assert path == "/page?a=b&c=%20"
    assert headers["User-Agent"].startswith("manicule/")
    assert headers["Host"] == f"site.test:{site.port}"


@pytest.mark.parametrize("path", ["/gzip", "/no-type", "/charset"])
def test_whatever_the_server_says_the_text_comes_out_right(site: Any, path: str) -> None:
    assert "Café number 3." in read_url(site.url(path)).text


def test_an_encoding_that_only_the_server_names_is_believed(site: Any) -> None:
    assert "Привет number 3." in read_url(site.url("/koi8")).text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/redirect-local", "leads to 127.0.0.1"),
        ("/redirect-file", "must begin with http"),
        ("/redirect-loop", "without an end"),
        ("/endless", "larger than 20 MB"),
        ("/gzip-bomb", "larger than 20 MB"),
        ("/gzip-twice", "larger than 20 MB"),
        ("/big-length", "larger than 20 MB"),
        ("/wrong-type", "it is image/png"),
        ("/missing", "404 Not Found"),
        ("/forbidden", "403"),
        ("/200-soft", "in browsers only"),
        ("/many-headers", "broke off"),
        ("/cut", "broke off"),
    ],
)
def test_what_cannot_be_an_article_is_refused_in_a_sentence(
    site: Any, path: str, words: str
) -> None:
    with pytest.raises(IntakeError, match=words):
        read_url(site.url(path))


@pytest.mark.parametrize("path", ["/slow", "/slow-head"])
def test_a_server_that_drips_is_cut_off(site: Any, path: str) -> None:
    with pytest.raises(IntakeError, match="too long"):
        fetch(site.url(path), deadline=0.4)


def test_a_fetch_can_be_called_off(site: Any) -> None:
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    with pytest.raises(IntakeError, match="called off"):
        fetch(site.url("/slow"), stopped=stop.is_set)


def test_a_password_goes_to_its_own_site_alone_and_is_never_kept(site: Any) -> None:
    url = site.url("/redirect-away").replace("//", "//anna:se%20cret@")
    page = fetch(url)
    first, second = (headers for _, headers in site.seen)
    assert first["Authorization"] == "Basic " + base64.b64encode(b"anna:se cret").decode()
    assert "Authorization" not in second
    assert page.url == site.url("/page", "other.test")
    assert fetch(site.url("/page").replace("//", "//anna@")).url == site.url("/page")


def test_cookies_go_back_to_the_site_that_set_them_alone(site: Any) -> None:
    fetch(site.url("/redirect"))
    assert site.seen[-1][1].get("Cookie") == "seen=yes"
    fetch(site.url("/redirect-away"))
    assert "Cookie" not in site.seen[-1][1]


def test_the_cookies_of_a_browser_are_sent(site: Any, tmp_path: Path) -> None:
    file = tmp_path / "cookies.txt"
    far = int(time.time()) + 10_000
    file.write_text(
        "# Netscape HTTP Cookie File\n"
        f"site.test\tFALSE\t/\tFALSE\t{far}\tlogin\tanna\n"
        f"other.test\tFALSE\t/\tFALSE\t{far}\tsecret\tx\n"
    )
    fetch(site.url("/page"), cookies=read_cookies(file))
    assert site.seen[-1][1]["Cookie"] == "login=anna"


@pytest.mark.parametrize("content", [b"not cookies", b"\xff\xfe\x00", b""])
def test_a_file_that_holds_no_cookies_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "c.txt"
    file.write_bytes(content)
    with pytest.raises(IntakeError, match=r"c\.txt"):
        read_cookies(file)
    with pytest.raises(IntakeError, match="does not exist"):
        read_cookies(tmp_path / "none.txt")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:8080/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://0.0.0.0/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://user:pw@127.0.0.1/",
    ],
)
def test_addresses_of_this_machine_and_its_network_are_refused(url: str) -> None:
    with pytest.raises(IntakeError, match="--allow-private") as refusal:
        fetch(url)
    assert "pw" not in str(refusal.value)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/x",
        "gopher://127.0.0.1:70/_x",
        "javascript:alert(1)",
        "http://",
        "http:///x",
        "http://example.org:22/",
        "http://example.org:99999/",
        "http://exa mple.org/",
        "http://example.org\\@127.0.0.1/",
        "http://[::1/",
        "http://" + "a" * 300 + "/",
        "http://example.org/\x1b[31m",
        "http://..",
    ],
)
def test_what_is_no_address_of_the_web_is_refused_before_anything_is_called(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: pytest.fail("called"))
    with pytest.raises(IntakeError) as refusal:
        fetch(url)
    assert "\x1b" not in str(refusal.value)


def test_private_addresses_are_fetched_when_that_is_asked_for(site: Any) -> None:
    page = fetch(site.url("/page", "127.0.0.1"), allow_private=True)
    assert b"The square" in page.data


def test_nobody_listening_is_said() -> None:
    with pytest.raises(IntakeError, match="does not answer"):
        fetch("http://127.0.0.1:1025/", allow_private=True)


def test_addresses_are_told_from_names_of_files() -> None:
    assert is_address("https://example.org/a")
    assert is_address("ftp://x")
    assert not is_address("notes/https.txt")
    assert not is_address("C:/texts/a.txt")


def test_what_is_of_the_known_version_is_not_sent_again(site: Any) -> None:
    page = fetch(site.url("/versioned"))
    assert page.version == Version('"v1"', "Tue, 02 Jan 2024 10:00:00 GMT")
    for known in (page.version, Version(page.version.etag), Version("", page.version.modified)):
        with pytest.raises(Unchanged):
            fetch(site.url("/versioned"), known=known)
    assert fetch(site.url("/versioned"), known=Version('"v0"')).data == page.data
