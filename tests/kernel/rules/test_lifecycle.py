from enum import StrEnum

import pytest

from portal.kernel.rules.lifecycle import IllegalTransition, Lifecycle, Transition


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"

    @property
    def label(self) -> str:
        return {"draft": "草稿", "submitted": "待审核", "published": "已发布"}[self.value]


PAPERS = Lifecycle(
    State.DRAFT,
    [
        Transition("submit", (State.DRAFT,), State.SUBMITTED, "提交审核"),
        Transition("send_back", (State.SUBMITTED,), State.DRAFT, "退回"),
        Transition("release", (State.SUBMITTED,), State.PUBLISHED, "发布"),
        Transition("revise", (State.PUBLISHED,), State.DRAFT, "修订"),
    ],
)


def test_a_verb_leads_where_the_table_says() -> None:
    assert PAPERS.target_of("submit", state="draft") is State.SUBMITTED


def test_a_refused_verb_says_why_in_chinese() -> None:
    with pytest.raises(IllegalTransition, match="当前状态为“已发布”，不能提交审核") as refused:
        PAPERS.target_of("submit", state="published")

    assert (refused.value.verb, refused.value.state) == ("submit", "published")


def test_an_unknown_verb_is_refused_everywhere() -> None:
    with pytest.raises(IllegalTransition):
        PAPERS.target_of("burn", state="draft")


def test_verbs_from_a_state_come_in_the_order_of_the_table() -> None:
    assert PAPERS.verbs_from("submitted") == ("send_back", "release")
    assert [row.label for row in PAPERS.transitions_from("submitted")] == ["退回", "发布"]
    assert PAPERS.verbs_from("nowhere") == ()


def test_lists_states_and_verbs_once() -> None:
    assert PAPERS.states == ("draft", "submitted", "published")
    assert PAPERS.verbs == ("submit", "send_back", "release", "revise")
    assert PAPERS.unreachable == ()


def test_a_state_nobody_reaches_is_named() -> None:
    lost = Lifecycle("a", [Transition("go", ("b",), "c", "去")])

    assert lost.unreachable == ("b", "c")


def test_one_verb_twice_from_one_state_is_refused() -> None:
    row = Transition("submit", ("draft",), "submitted", "提交")
    with pytest.raises(ValueError, match="twice"):
        Lifecycle("draft", [row, row])


def test_draws_its_own_diagram() -> None:
    assert PAPERS.mermaid() == (
        "stateDiagram-v2\n"
        '    state "草稿" as draft\n'
        '    state "待审核" as submitted\n'
        '    state "已发布" as published\n'
        "    [*] --> draft\n"
        "    draft --> submitted: 提交审核\n"
        "    submitted --> draft: 退回\n"
        "    submitted --> published: 发布\n"
        "    published --> draft: 修订\n"
    )
