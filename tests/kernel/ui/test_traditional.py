"""「繁體」: words are converted; numbers, codes, addresses and what the reader typed are not."""

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from portal.kernel.ui.middleware import ReadingPreferences
from portal.kernel.ui.traditional import to_traditional


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("<p>住房保障办法</p>", "<p>住房保障辦法</p>"),
        ("<p>头发与发布</p>", "<p>頭髮與發佈</p>"),
        ("<title>政务公开</title>", "<title>政務公開</title>"),
        ('<img alt="机构图" src="/图/机构.png">', '<img alt="機構圖" src="/图/机构.png">'),
        ('<a href="/?q=住房保障" title="查询结果">查询</a>', '<a href="/?q=住房保障" title="查詢結果">查詢</a>'),
        (
            '<input placeholder="请输入" value="请输入" name="查询">',
            '<input placeholder="請輸入" value="请输入" name="查询">',
        ),
        ('<nav aria-label="栏目"><b>栏</b></nav>', '<nav aria-label="欄目"><b>欄</b></nav>'),
        ("<p>3.5万元、2026年3月6日</p>", "<p>3.5萬元、2026年3月6日</p>"),
        ("申请行政复议，批复与答复", "申請行政復議，批復與答復"),
        ("a < b 且 b > 数", "a < b 且 b > 數"),
        ('<a title="大于 > 号">说明</a>', '<a title="大於 > 號">說明</a>'),
    ],
)
def test_converts_text_and_what_is_read_aloud(simplified: str, traditional: str) -> None:
    assert to_traditional(simplified) == traditional


@pytest.mark.parametrize(
    "page",
    [
        "<script>var 说明 = '数据';</script>",
        '<script type="application/ld+json">{"name": "云州市住建局"}</script>',
        "<style>a::before { content: '说'; }</style>",
        "<pre>云住建规</pre><code>机构</code>",
        "<textarea>我写的意见：请尽快办理<b></textarea>",
        '<dd translate="no">云住建规〔2026〕3号</dd>',
        '<div translate="no"><div>范</div>范<br>后</div>',
        "<span data-plain>范里后</span>",
        "<!-- 说明 -->",
        "<select><option>东区</option></select>",
        '<meta name="Keywords" content="保障">',
        "",
    ],
)
def test_leaves_codes_names_and_what_was_typed_as_they_are(page: str) -> None:
    assert to_traditional(page) == page


def test_goes_on_after_what_it_left_alone() -> None:
    page = '<p translate="no">规<p>规</p></p>规<input translate="no" value="规">规<code>规</code>规'

    assert (
        to_traditional(page)
        == '<p translate="no">规<p>规</p></p>規<input translate="no" value="规">規<code>规</code>規'
    )


def test_a_private_character_in_the_text_moves_nothing() -> None:
    assert to_traditional("<p>说\ue000明</p><p>数</p>") == "<p>說\ue000明</p><p>數</p>"


def test_a_tag_that_never_ends_is_text() -> None:
    assert to_traditional('<p>说</p><a title="' + "x'" * 5000) == '<p>說</p><a title="' + "x'" * 5000


def answered(response: HttpResponse | StreamingHttpResponse, path: str = "/", cookie: str = "hant") -> bytes:
    request = RequestFactory().get(path)
    request.COOKIES["reading"] = cookie
    return b"".join(ReadingPreferences(lambda request: response)(request))


def test_only_pages_are_converted() -> None:
    assert answered(HttpResponse("规则")) == "規則".encode()
    assert answered(HttpResponse("规则"), cookie="") == "规则".encode()
    assert answered(HttpResponse("规则", content_type="application/json")) == "规则".encode()
    assert answered(HttpResponse("规则", headers={"Content-Encoding": "gzip"})) == "规则".encode()
    assert answered(StreamingHttpResponse(["规", "则"])) == "规则".encode()
    assert answered(HttpResponse(status=304)) == b""


def test_the_desks_stay_as_they_are_typed() -> None:
    assert answered(HttpResponse("规则"), path="/admin/people/user/") == "规则".encode()
    assert answered(HttpResponse("规则"), path="/workbench/") == "规则".encode()


@pytest.mark.django_db
def test_a_page_says_that_it_is_traditional(client: Client) -> None:
    client.cookies["reading"] = "hant"

    page = client.get("/preferences/").text

    assert '<html lang="zh-Hant"' in page
    assert "無障礙與顯示設置" in page
    assert int(client.get("/preferences/")["Content-Length"]) == len(page.encode())
