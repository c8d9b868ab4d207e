"""What office programs leave in a pasted text, taken out at the one place where bodies are cleaned."""

import re
from itertools import takewhile

#: Elements whose words are settings or code of a program, never text.
CONTENT_TO_DROP = {"script", "style", "xml", "title", "template", "noscript", "o:smarttagtype"}

_BLANK = r"(?:\s|\u3000|\xa0|&nbsp;|\u200b|\ufeff)"
_INLINE = r"(?:strong|b|em|i|u|s|sub|sup)"
_EMPTY_INLINE = re.compile(rf"<({_INLINE})>({_BLANK}*)</\1>")
_EMPTY_BLOCK = re.compile(rf"<(p|h[2-6]|div|li|blockquote|ul|ol)>(?:{_BLANK}|<br>)*</\1>")
_LEADING = re.compile(rf"(<(?:p|h[2-6]|li|div|figcaption)>(?:<{_INLINE}>)*)(?:{_BLANK}|<br>)+")
_SPACES = re.compile(r"(?:&nbsp;|\xa0| ){2,}")
#: A line the program broke inside a sentence; browsers would show a blank between two Han characters.
_BROKEN_LINE = re.compile(
    r"(?<=[\u2014-\u201d\u3000-\u9fff\uff00-\uffef·])[ \t]*\r?\n\s*(?=[\u2014-\u201d\u3000-\u9fff\uff00-\uffef])"
)
_TWICE = re.compile(rf"</({_INLINE})><\1>")
_NAMED_ANCHOR = re.compile(r'<a(?: title="[^"]*")? rel="noopener noreferrer">(.*?)</a>', re.DOTALL)
_DEAD_ANCHOR = re.compile(r'<a href="(?:#_|file:)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_LAYOUT_TABLE = re.compile(
    r"<table><tbody><tr><td(?: [^>]*)?>((?:(?!<(?:t[dhr]|table)\b).)*)</td></tr></tbody></table>", re.DOTALL
)
_IMAGE = re.compile(r"<img\b[^>]*>")
_ALT = re.compile(r' alt="([^"]*)"')
#: Bullets of the Symbol and Wingdings typefaces, which no other typeface has.
_BULLETS = re.compile("[\uf06c\uf06e\uf0a7\uf0b7\uf0d8\uf0e8\uf0fc]")
_TABLE_EDGE = re.compile(r"</?table>")
_FIRST_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[dh]\b")
#: With this many columns a table may be wider than a telephone.
MANY_COLUMNS = 4

_DAY = r"(?:\d{4}|[〇零○一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
_DATE_LINE = re.compile(rf"(?P<organs>(?:<p>[^<]{{2,40}}</p>\s*){{0,6}})<p>\s*(?P<day>{_DAY})\s*</p>")
_LINE = re.compile(r"<p>([^<]{2,40})</p>")
_ORGAN = re.compile(r"(?:局|委|委员会|人民政府|政府|办公室|办公厅|厅|部|院|中心|处|会|机关|室|队|站|司|公司|领导小组)$")


def without_rubbish(html: str) -> str:
    """Cleaned HTML without the empty boxes, blanks, dead anchors and layout tables of Word and WPS."""
    html = _BULLETS.sub("·", html)
    html = _DEAD_ANCHOR.sub(r"\1", _NAMED_ANCHOR.sub(r"\1", html))
    html = _IMAGE.sub(_named_image, html)
    html = _BROKEN_LINE.sub("", html)
    html = _settled(html, _LAYOUT_TABLE, r"<div>\1</div>")
    html = _TWICE.sub("", html)
    html = _settled(html, _EMPTY_INLINE, r"\2")
    html = _LEADING.sub(r"\1", html)
    html = _settled(html, _EMPTY_BLOCK, "")
    return _SPACES.sub(" ", html)


def with_scrolling_tables(html: str) -> str:
    """Outermost tables in a box of their own, which scrolls instead of the page; wide ones by keyboard too."""
    pieces: list[str] = []
    depth = start = 0
    for edge in _TABLE_EDGE.finditer(html):
        depth += 1 if edge[0] == "<table>" else -1
        if depth == 1 and edge[0] == "<table>":
            pieces.append(html[start : edge.start()])
            start = edge.start()
        elif depth == 0:
            pieces.append(_scrolling(html[start : edge.end()]))
            start = edge.end()
    return "".join(pieces) + html[start:]


def with_signatures(html: str) -> str:
    """Organ and date under a text 「落款」, set apart so that they can stand at the right."""
    return _DATE_LINE.sub(_signature, html)


def _signature(match: re.Match[str]) -> str:
    if match.start() == 0 and not match["organs"]:
        return match[0]
    lines = _LINE.findall(match["organs"])
    organs = list(takewhile(lambda line: _ORGAN.search(line.strip()), reversed(lines)))[::-1]
    before = "".join(f"<p>{line}</p>" for line in lines[: len(lines) - len(organs)])
    signed = "".join(f"<p>{line.strip()}</p>" for line in (*organs, match["day"]))
    return f'{before}<div class="signature"><div>{signed}</div></div>'


def _scrolling(table: str) -> str:
    row = _FIRST_ROW.search(table)
    wide = row is not None and len(_CELL.findall(row[1])) >= MANY_COLUMNS
    box = (
        ' class="table-box wide" role="region" aria-label="表格，可左右滚动" tabindex="0"'
        if wide
        else ' class="table-box"'
    )
    return f"<div{box}>{table}</div>"


def _named_image(match: re.Match[str]) -> str:
    """A picture that was never uploaded leaves its words; one without words says that it has none."""
    tag = match[0]
    alt = _ALT.search(tag)
    words = alt[1].strip() if alt else ""
    if ' src="' not in tag:
        return f"〔图：{words}〕" if words else ""
    named = _ALT.sub("", tag)
    return f'{named[:-1]} alt="{words or "图片（无文字说明）"}" loading="lazy" decoding="async">'


def _settled(html: str, pattern: re.Pattern[str], into: str) -> str:
    """Until nothing changes, for boxes lie in boxes; ten deep is deeper than any program nests."""
    for _ in range(10):
        html, count = pattern.subn(into, html)
        if not count:
            break
    return html
