"""What a text is about: the words that stand in it often and in few others."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log
from time import monotonic

from django.db import connection

from portal.kernel.search import lexemes
from portal.kernel.search.models import SearchEntry
from portal.kernel.search.normalise import normalise

KEPT = 16
_READ = 20_000
_IN_TITLE = 4
_FREQUENCIES_KEPT = 600
# Official prose whatever it is about; the statistics of a large index find them by themselves, a small one has none.
_PROSE = frozenset(
    [
        *(
            "应当",
            "可以",
            "规定",
            "进行",
            "有关",
            "相关",
            "工作",
            "通知",
            "管理",
            "办法",
            "本市",
            "单位",
            "部门",
            "按照",
        ),
        *(
            "根据",
            "符合",
            "情况",
            "要求",
            "以下",
            "其他",
            "自己",
            "需要",
            "同时",
            "通过",
            "实施",
            "组织",
            "做好",
            "开展",
        ),
        *(
            "加强",
            "进一步",
            "意见",
            "条例",
            "印发",
            "以及",
            "或者",
            "不得",
            "必须",
            "依法",
            "依照",
            "负责",
            "予以",
            "下列",
        ),
        *("以上", "具体", "制定", "执行", "施行", "发布", "公布", "如下", "附件"),
    ]
)
_YEAR_OR_ORDINAL = re.compile(r"第?[〇一二三四五六七八九十百]+[条章节款项年月日号]?")


@dataclass(slots=True)
class _Known:
    """What this process read last, and until when it relies on it."""

    shares: dict[str, float] = field(default_factory=dict)
    until: float = 0.0


_known = _Known()


def keywords_of(title: str, body: str) -> list[str]:
    """The best words, best first: dictionary words of two to eight characters and names in letters."""
    counts = Counter(_words(body[:_READ]))
    for word in _words(title):
        counts[word] += _IN_TITLE
    known = frequencies()
    rare = min(known.values(), default=1.0) / 2
    weights = {word: (1 + log(n)) * -log(known.get(word, rare) * 0.9) for word, n in counts.items()}
    return sorted(weights, key=lambda word: (-weights[word], word))[:KEPT]


def frequencies() -> Mapping[str, float]:
    """In which share of all texts the common words stand, as the database's statistics know it; read now and then."""
    if monotonic() > _known.until:
        _known.shares, _known.until = _read_statistics(), monotonic() + _FREQUENCIES_KEPT
    return _known.shares


def _read_statistics() -> dict[str, float]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats"
            " WHERE tablename = %s AND attname = 'tsv' AND schemaname = ANY(current_schemas(false))",
            [SearchEntry._meta.db_table],
        )
        row = cursor.fetchone()
    if row is None or row[0] is None:
        return {}
    # The last numbers are the least, the greatest and the mean of the frequencies.
    return {word: share for word, share in zip(row[0], row[1], strict=False) if word[:1] not in "^#@"}


def _words(text: str) -> list[str]:
    found = []
    for run, han in lexemes.tokens(normalise(text)):
        if han:
            found += [word for word in lexemes.segment(run) if _tells_something(word)]
        elif run.isalpha() and 2 <= len(run) <= 20:
            found.append(run)
    return found


def _tells_something(word: str) -> bool:
    return 2 <= len(word) <= 8 and word not in _PROSE and not _YEAR_OR_ORDINAL.fullmatch(word)
