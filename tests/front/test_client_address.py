"""Behind the proxy a visitor keeps an address of his own."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from portal.front.middleware import ClientAddress


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8::7", "2001:db8::7"),
        ("", "172.18.0.5"),
        ("203.0.113.7, 10.0.0.1", "172.18.0.5"),
        ("'; drop table", "172.18.0.5"),
    ],
)
def test_it_takes_the_address_the_proxy_vouches_for_and_nothing_else(header: str, expected: str):
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request.META["REMOTE_ADDR"])
        return HttpResponse()

    ClientAddress(view)(RequestFactory().get("/", REMOTE_ADDR="172.18.0.5", headers={"X-Real-IP": header}))

    assert seen == [expected]
