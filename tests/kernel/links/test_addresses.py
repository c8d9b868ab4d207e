"""Which machines may be visited, and under which address a link is registered."""

import pytest

from portal.kernel.links.addresses import BadAddress, is_public, normalise, parse


@pytest.mark.parametrize("address", ["1.1.1.1", "114.114.114.114", "2400:3200::1", "::ffff:1.1.1.1"])
def test_public_machines(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "0.0.0.0", "0.1.2.3", "255.255.255.255",  # noqa: S104
        "100.64.0.1", "100.127.255.255", "169.254.169.254", "192.0.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.1",
        "224.0.0.1", "240.0.0.1", "192.88.99.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1",
        "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::808:808", "64:ff9b:1::1", "2002:7f00:1::1", "2001::1", "2001:db8::1", "localhost", "", "1.1.1.1.1",
    ],
)  # fmt: skip
def test_machines_inside_special_or_translated(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http://Example.GOV.cn", "http://example.gov.cn/"),
        ("https://example.gov.cn:443/a#b", "https://example.gov.cn/a"),
        ("https://政务.example/办", "https://xn--zfr164b.example/%E5%8A%9E"),
        ("http://example.gov.cn/a%20b?x=1&y=2", "http://example.gov.cn/a%20b?x=1&y=2"),
        ("http://1.1.1.1/", "http://1.1.1.1/"),
    ],
)
def test_addresses_are_cleaned(text: str, url: str) -> None:
    assert parse(text).url == url


@pytest.mark.parametrize(
    "text",
    [
        "ftp://example.org/", "http://", "http://user@example.org/", "http://exa mple.org/", "http://2130706433/",
        "http://0x7f000001/", "http://127.1/", "http://1.2.3.0400/", "http://[::1", "http://example.org:99999/",
        "http://example.org/\r\nHost: x", "http://" + "a" * 3000 + "/", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_odd_addresses_are_refused_in_chinese(text: str) -> None:
    with pytest.raises(BadAddress, match="网址"):
        parse(text)


@pytest.mark.parametrize("text", ["/policies/1/", "#art-3", "mailto:a@b.cn", "tel:123", "", "http://127.0.0.1:8000/x"])
def test_what_stays_on_the_site_is_no_outbound_link(text: str, settings: object) -> None:
    settings.SITE_URL = "http://127.0.0.1:8000"  # type: ignore[attr-defined]  # the stubs do not know it

    assert normalise(text) is None


def test_a_malformed_link_is_kept_for_the_patrol_to_report() -> None:
    address = normalise("http://exa_mple .org:xx/")

    assert address is not None
    assert address.host == ""
