"""Forty policy documents with interpretations, questions and services, built from the themes."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from portal.front.demo.theme import Theme
from portal.front.demo.themes import THEMES

NUMERALS = "一二三四五六七八九十"
CHAPTERS = ("总则", "办理", "监督管理", "附则")


class PolicySeed(NamedTuple):
    """What the drafting department would have typed for one policy document 政策文件."""

    key: str
    title: str
    number: str
    body: str
    summary: str
    is_normative: bool
    topic: str
    audience: str
    department: str
    formed_on: date
    effective_on: date
    expires_on: date | None
    interpretation: tuple[str, str] | None
    questions: tuple[tuple[str, str], ...]
    service: str
    basis_key: str
    replaces_key: str


def article(number: int) -> str:
    """第十二条 for 12."""
    tens, ones = divmod(number, 10)
    text = ("" if tens < 2 else NUMERALS[tens - 1]) + ("十" if tens else "") + (NUMERALS[ones - 1] if ones else "")
    return f"第{text}条"


def measures_body(theme: Theme, effective_on: date, years: int) -> str:
    """A normative document in chapters and articles."""
    articles = [
        f"为了{theme.purpose}，根据有关法律、法规，结合本市实际，制定本办法。",
        f"本市行政区域内{theme.name}及其监督管理，适用本办法。",
        f"{theme.name}工作应当遵循公开、公平、公正和便民的原则，办理依据、条件、程序、结果向社会公开。",
        "市住房和城乡建设局负责本办法的组织实施；区县住房和城乡建设主管部门负责本辖区内的具体工作。",
    ]
    supervision = [
        "主管部门应当建立投诉举报制度，公布受理电话，自收到投诉举报之日起十五个工作日内答复。",
        "工作人员在办理过程中滥用职权、玩忽职守、徇私舞弊的，依法给予处分；构成犯罪的，依法追究刑事责任。",
    ]
    closing = [
        f"本办法自{effective_on.year}年{effective_on.month}月{effective_on.day}日起施行，有效期{NUMERALS[years - 1]}年。"
    ]
    lines: list[str] = []
    number = 0
    for chapter, (title, group) in enumerate(
        zip(CHAPTERS, (articles, list(theme.clauses), supervision, closing), strict=True)
    ):
        lines.append(f"## 第{NUMERALS[chapter]}章  {title}")
        for clause in group:
            number += 1
            lines.append(f"{article(number)} {clause}")
    return "\n\n".join(lines)


def circular_body(theme: Theme, formed_on: date) -> str:
    """An ordinary circular on carrying the measures out."""
    points = "\n\n".join(f"（{NUMERALS[i]}）{clause}" for i, clause in enumerate(theme.clauses[:4]))
    return (
        "各区县住房和城乡建设主管部门，各有关单位：\n\n"
        f"为了{theme.purpose}，进一步做好{theme.name}工作，现就有关事项通知如下。\n\n## 一、明确办理要求\n\n{points}\n\n"
        f"## 二、优化服务方式\n\n推行一网通办，申请人可以在线提交材料、查询进度。能够通过数据共享核验的事项，不再要求申请人提交纸质证明。"
        f"对老年人、残疾人等群体，保留线下窗口并提供帮办服务。\n\n"
        "## 三、做好信息公开\n\n办理依据、条件、程序、时限和结果应当在政务公开平台公布。公示涉及个人信息的，应当作去标识化处理。\n\n"
        "## 四、加强监督检查\n\n各区县应当每季度开展自查，市住房和城乡建设局将组织抽查并通报结果。\n\n"
        f"云州市住房和城乡建设局\n\n{formed_on.year}年{formed_on.month}月{formed_on.day}日"
    )


def interpretation_of(theme: Theme, title: str) -> tuple[str, str]:
    """Title and body of the interpretation the drafting department wrote."""
    points = "\n\n".join(f"**{NUMERALS[i]}是**{clause}" for i, clause in enumerate(theme.clauses[:3]))
    asked = "\n\n".join(f"### {question}\n\n{answer}" for question, answer in theme.questions[:2])
    return (
        f"《{title}》政策解读",
        f"## 为什么制定\n\n为了{theme.purpose}，在总结各区县实践、听取社会公众意见的基础上，制定本文件。\n\n"
        f"## 主要规定了什么\n\n{points}\n\n## 和我有什么关系\n\n{asked}\n\n"
        f"## 怎样办理\n\n符合条件的，可以通过本页“办”入口直接办理“{theme.service}”，也可以到所在街道社区事务受理服务中心办理。",
    )


def _unnumbered(until: date) -> Iterator[PolicySeed]:
    """Measures and a circular for every theme; some not yet in force, lapsed or replaced by a newer text."""
    for order, theme in enumerate(THEMES):
        formed_on = until - timedelta(days=12 + order * 17)
        effective_on = formed_on + timedelta(days=30)
        years = 5
        if order in {14, 17}:  # an old text whose term has run out
            formed_on -= timedelta(days=365 * 5 + 120)
            effective_on = formed_on + timedelta(days=30)
        expires_on = effective_on.replace(year=effective_on.year + years, day=min(effective_on.day, 28))
        title = f"云州市{theme.name.removesuffix('管理')}管理办法"
        measures_key = f"demo:{theme.code}:measures"
        yield PolicySeed(
            measures_key,
            title,
            "云建规",
            measures_body(theme, effective_on, years),
            f"为了{theme.purpose}，对{theme.name}的条件、程序、监督作出规定。",
            True,
            theme.topic,
            theme.audience,
            theme.department,
            formed_on,
            effective_on,
            expires_on,
            interpretation_of(theme, title),
            theme.questions,
            theme.service,
            "",
            "demo:lifts:circular" if theme.code == "lifts" else "",
        )
        circular_on = formed_on - timedelta(days=200) if theme.code == "lifts" else formed_on + timedelta(days=9)
        circular_on = min(circular_on, until - timedelta(days=3))
        circular = f"关于进一步做好{theme.name}有关工作的通知"
        yield PolicySeed(
            f"demo:{theme.code}:circular",
            circular,
            "云建发",
            circular_body(theme, circular_on),
            f"就做好{theme.name}工作的办理要求、服务方式、信息公开和监督检查作出部署。",
            False,
            theme.topic,
            theme.audience,
            theme.department,
            circular_on,
            circular_on,
            None,
            interpretation_of(theme, circular) if order % 2 == 0 else None,
            theme.questions[:1],
            theme.service if order % 3 else "",
            "" if theme.code == "lifts" else measures_key,
            "",
        )


def policy_seeds(until: date) -> Iterator[PolicySeed]:
    """The same with numbers in the order of the days on which they were formed, each series and year from one."""
    issued: Counter[tuple[str, int]] = Counter()
    for seed in sorted(_unnumbered(until), key=lambda each: (each.formed_on, each.basis_key)):
        issued[seed.number, seed.formed_on.year] += 1
        serial = issued[seed.number, seed.formed_on.year]
        yield seed._replace(number=f"{seed.number}〔{seed.formed_on.year}〕{serial}号")
