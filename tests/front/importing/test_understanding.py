"""Metadata of statutes and notices."""

from datetime import date

import pytest

from portal.front.importing.dates import read_day, years_after
from portal.front.importing.readers import read
from portal.front.importing.source import NotForThePublic, SourceDocument
from portal.front.importing.understanding import understand, version_order


def understood(text: str, name: str = "a.txt") -> SourceDocument:
    return understand(name, read(name, text.encode()))


def statute(head: str, ending: str, name: str = "a.md") -> SourceDocument:
    return understood(f"# 某条例\n\n{head}\n\n<!-- INFO END -->\n\n第一条 为了。\n\n第二条 {ending}", name)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年5月20日", date(2024, 5, 20)),
        ("2020年6月 24日", date(2020, 6, 24)),
        ("2024-05-08", date(2024, 5, 8)),
        ("二〇二四年十二月三十一日", date(2024, 12, 31)),
        ("一九九五年一月十日", date(1995, 1, 10)),
        ("二○○八年二月二十日", date(2008, 2, 20)),
        ("2024年2月30日", None),
        ("1911年1月1日", None),
        ("2014210", None),
    ],
)
def test_days_are_read_as_documents_write_them(text: str, day: date | None) -> None:
    assert read_day(text) == day


def test_a_term_ends_the_day_before_its_anniversary() -> None:
    assert years_after(date(2024, 7, 1), 5) == date(2029, 6, 30)
    assert years_after(date(2024, 2, 29), 1) == date(2025, 2, 28)


def test_a_regulation_of_the_state_council() -> None:
    document = statute(
        "2011年12月20日 中华人民共和国国务院令第613号公布\n\n"
        "2017年3月1日 《关于修改部分行政法规的决定》第一次修订\u3000",
        "本条例自2012年2月1日起施行。",
        "某条例(2017-03-01).md",
    )

    assert (document.number, document.organ) == ("国务院令第613号", "国务院")
    assert (document.formed_on, document.effective_on, document.published_on) == (
        date(2017, 3, 1),
        date(2012, 2, 1),
        date(2017, 3, 1),
    )
    assert document.history == (
        "2011年12月20日 中华人民共和国国务院令第613号公布",
        "2017年3月1日 《关于修改部分行政法规的决定》第一次修订",
    )


def test_a_later_order_signs_the_text_as_it_stands() -> None:
    document = statute(
        "1998年12月27日 中华人民共和国国务院令第256号发布\n\n2021年7月2日 中华人民共和国国务院令第743号第三次修订）",
        "本条例自2021年9月1日起施行。",
    )

    assert document.number == "国务院令第743号"
    assert document.history[1] == "2021年7月2日 中华人民共和国国务院令第743号第三次修订"
    assert document.formed_on == date(2021, 7, 2)


def test_a_local_regulation_with_events_run_together() -> None:
    document = statute(
        "2004年8月19日 云州市第十二届人民代表大会常务委员会第十四次会议通过\n\n"
        "2010年12月23日 云州市第十三届人民代表大会常务委员会第二十三次会议修订根据"
        "2020年12月30日云州市第十五届人民代表大会常务委员会第二十八次会议《关于修改〈某规定〉的决定》修正）",
        "本规定自2011年4月1日起施行。",
    )

    assert document.organ == "云州市人民代表大会常务委员会"
    assert [line[:11] for line in document.history] == ["2004年8月19日 ", "2010年12月23日", "2020年12月30日"]
    assert document.formed_on == date(2020, 12, 30)


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        ("本办法自发布之日起施行。", date(1989, 3, 2)),
        ("本规定自一九九五年一月一日起执行。", date(1995, 1, 1)),
        ("本规定从1986年7月1日起施行。旧办法自1980年1月1日起废止。", date(1986, 7, 1)),
        ("本条例由劳动部负责解释。", None),
    ],
)
def test_the_day_of_effect_stands_in_the_last_article(ending: str, expected: date | None) -> None:
    assert statute("1989年3月2日 国务院批准\n\n1989年3月2日 交通部令第5号发布", ending).effective_on == expected


def test_the_day_of_effect_may_stand_under_the_title() -> None:
    document = statute("2002年4月4日 国务院令第351号公布\n\n2002年9月1日 施行", "由某部解释。")

    assert (document.formed_on, document.effective_on) == (date(2002, 4, 4), date(2002, 9, 1))


def test_a_text_without_any_day_says_so() -> None:
    document = statute("", "由某部解释。")

    assert document.published_on is None
    assert document.remarks == ("未能识别任何日期",)


NOTICE = """关于印发《云州市住建局公开要点》的通知 ( 2024年05月24日 )

  云建〔2024〕66号

云州市住房和城乡建设局关于印发《云州市住建局公开要点》的通知

局机关各处室:

  现印发给你们。本通知自2024年6月1日起施行，有效期五年。

\u2003\u20032024年5月20日

  (此件公开发布)
"""


def test_a_notice_with_number_signature_and_mark() -> None:
    document = understood(NOTICE)

    assert document.title == "关于印发《云州市住建局公开要点》的通知"
    assert (document.number, document.organ) == ("云建〔2024〕66号", "云州市住房和城乡建设局")
    assert (document.formed_on, document.published_on) == (date(2024, 5, 20), date(2024, 5, 24))
    assert (document.effective_on, document.expires_on) == (date(2024, 6, 1), date(2029, 5, 31))
    assert document.remarks == ()


def test_a_notice_that_begins_with_its_readers_is_named_by_what_it_issues() -> None:
    document = understood(
        "各县(市)、区主管部门:\n根据要求,市住房保障局制定了《保障房公开目录》,现印发给你们。\n"
        "2020年6月 24日\n保障房公开目录"
    )

    assert document.title == "关于印发《保障房公开目录》的通知"
    assert document.organ == "市住房保障局"
    assert document.formed_on == date(2020, 6, 24)


def test_a_report_dated_only_in_its_heading() -> None:
    document = understood(
        "云州市房屋管理局2013年公开工作报告 2014-04-23\n\n按照规定,报告如下。\n云州市房屋管理局\n2014210"
    )

    assert document.title == "云州市房屋管理局2013年公开工作报告"
    assert (document.organ, document.formed_on) == ("云州市房屋管理局", date(2014, 4, 23))
    assert document.remarks == ("未见落款日期，成文日期按文中首个日期记",)


@pytest.mark.parametrize("mark", ["不公开", "依申请公开", "内部使用"])
def test_a_text_marked_as_not_public_is_not_taken_in(mark: str) -> None:
    with pytest.raises(NotForThePublic, match=mark):
        understood(f"关于检查的通知\n请执行。\n（此件{mark}）")


def test_permits_have_terms_too_but_they_are_not_the_texts() -> None:
    assert statute("", "许可证有效期5年。本条例自2012年2月1日起施行。").expires_on is None


def test_a_title_too_long_is_cut_and_that_is_said() -> None:
    document = understood("甲" * 400 + "\n正文。")

    assert len(document.title) == 300
    assert "标题超过 300 个字，已截短" in document.remarks


def test_a_text_without_a_title_is_named_by_its_file() -> None:
    assert understood("第一条 为了。", "云州市条例(2020-01-01).md").title == "云州市条例"


def test_older_versions_come_first() -> None:
    keys = ["b/甲(2022-01-01).md", "b/甲.md", "a/乙.md", "b/甲(2019-01-01).md"]

    assert sorted(keys, key=version_order) == ["a/乙.md", "b/甲.md", "b/甲(2019-01-01).md", "b/甲(2022-01-01).md"]
