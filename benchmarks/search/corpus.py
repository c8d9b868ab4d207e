"""Texts like those of an office, made from word frequencies: the same number always gives the same document."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.search.vocabulary import vocabulary

KINDS = ("disclosure", "policy", "interpretation", "question", "reply")
CATEGORIES = tuple(f"c{number:02}" for number in range(30))
DEPARTMENTS = 40
NEWEST = date(2026, 6, 30)
YEARS = 20
LENGTH = 1300

_KIND_WEIGHTS = (45, 15, 15, 10, 15)
_ORGANS = [
    "云江市人民政府",
    "云江市住房和城乡建设局",
    "云江市规划和自然资源局",
    "云江市教育局",
    "云江市民政局",
    "云江市交通委员会",
]
_SIGNS = ["云府", "云建", "云规划", "云教", "云民", "云交", "云府办", "云建规", "云财", "云卫"]
_OPENINGS = ["关于进一步加强", "关于印发", "关于做好", "关于规范", "关于公布", "关于开展", "关于调整", "关于同意"]
_PAPERS = ["通知", "意见", "办法", "公告", "批复", "实施细则", "规定", "方案", "函", "决定"]
_LATIN = ["BIM", "APP", "PM2.5", "GB50016-2014", "5G", "wifi", "COVID-19", "AI"]
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Text:
    """One document of the corpus."""

    number: int
    kind: str
    title: str
    sign: str
    body: str
    published_on: date
    category: str
    department: int


def make(number: int) -> Text:
    """The document with this number."""
    dice = random.Random(number * 2_654_435_761 % 2**61)
    words = vocabulary()
    # A document keeps to a few subjects, common ones more often than rare ones, and returns to them.
    subjects = [words.subjects[int(len(words.subjects) ** dice.random())] for _ in range(24)]
    published_on = NEWEST - timedelta(days=int(YEARS * 365 * dice.random()))
    serial = dice.randint(1, 400)
    title = _title(dice, subjects)
    return Text(
        number=number,
        kind=dice.choices(KINDS, _KIND_WEIGHTS)[0],
        title=title,
        sign=f"{dice.choice(_SIGNS)}〔{published_on.year}〕{serial}号",
        body=_body(dice, subjects),
        published_on=published_on,
        category=CATEGORIES[int(30 * dice.random() ** 2)],
        department=1 + int(DEPARTMENTS * dice.random() ** 2),
    )


def _title(dice: random.Random, subjects: list[str]) -> str:
    about = "".join(dice.sample(subjects[:10], dice.randint(2, 4)))
    return f"{dice.choice(_ORGANS)}{dice.choice(_OPENINGS)}{about}的{dice.choice(_PAPERS)}"


def _body(dice: random.Random, subjects: list[str]) -> str:
    words = vocabulary()
    common = dice.choices(words.words, cum_weights=words.weights, k=LENGTH // 2)
    parts: list[str] = []
    length = article = 0
    wanted = dice.randint(LENGTH // 2, LENGTH * 3 // 2)
    until_stop = 0
    for word in common * 3:
        if length >= wanted:
            break
        if until_stop == 0:
            until_stop = dice.randint(9, 22)
            article += 1
            parts.append(_opening(dice, article) if dice.random() < 0.4 else "")
        until_stop -= 1
        chance = dice.random()
        piece = dice.choice(subjects) if chance < 0.15 else word
        if chance > 0.992:
            piece = _aside(dice)
        elif chance > 0.93:
            piece += "，"
        if until_stop == 0:
            piece += "。\n" if chance < 0.4 else "。"
        parts.append(piece)
        length += len(piece)
    return "".join(parts)


def _opening(dice: random.Random, article: int) -> str:
    numeral = _NUMERALS[article % 10]
    return dice.choice((f"第{numeral}条　", f"{numeral}、", f"（{numeral}）", f"{article}."))


def _aside(dice: random.Random) -> str:
    """What stands between words: a cited document, a date, an amount, a sign in letters."""
    year = dice.randint(2006, 2026)
    return dice.choice(
        (
            f"（{dice.choice(_SIGNS)}〔{year}〕{dice.randint(1, 400)}号）",
            f"{year}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日",
            f"{dice.randint(2, 99999)}元",
            f"{dice.randint(1, 100)}%",
            dice.choice(_LATIN),
        )
    )
