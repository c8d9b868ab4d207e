"""Attachments are found by themselves, with their page, exactly as long as everybody may see their subject."""

import datetime as dt

import pytest
from django.core.management import call_command

from policies.services import currency
from portal.kernel.attachments.services import extraction, remove
from portal.kernel.publishing import findable_files
from portal.kernel.publishing.services import drafting, release, targeting
from portal.kernel.search import selectors
from portal.kernel.search.models import SearchEntry, SearchText
from portal.kernel.search.services import checking
from tests.factories.attachments import attached, pdf
from tests.factories.policies import DocumentFactory, InterpretationFactory
from tests.factories.publishing import DRAFTED_AT, RELEASED_AT

pytestmark = pytest.mark.django_db
LATER = RELEASED_AT + dt.timedelta(days=1)


def found(words="电梯加装补贴"):
    return [hit.title for hit in selectors.search(text=words).hits]


def read(thing, text="电梯加装补贴标准", name="补贴标准.txt"):
    made = attached(thing, name, text.encode())
    extraction.extract_pending()
    return made


def test_a_hit_names_file_and_page_and_leads_to_its_subject(desk):
    document = DocumentFactory(title="关于加装电梯的通知", document_number="云建〔2026〕7号")
    file = attached(document, "补贴表.pdf", pdf("contents", "", "elevator subsidy"))
    extraction.extract_pending()
    desk.publish(document)

    (hit,) = selectors.search(text="subsidy").hits

    assert (hit.title, hit.page, hit.belongs_to) == ("附件《补贴表》", 3, "关于加装电梯的通知")
    assert hit.url == f"{document.get_absolute_url()}#attachments"
    assert hit.file_url == file.get_absolute_url()
    assert hit.kind_label == "附件"
    assert hit.number == ""
    assert "<mark>subsidy</mark>" in hit.snippet_html


def test_a_draft_keeps_its_files_to_itself_until_its_release(desk):
    document = DocumentFactory()
    read(document)
    assert found() == []

    desk.publish(document)

    assert found() == ["附件《补贴标准》"]


def test_a_file_read_after_the_release_is_found_then(desk):
    document = DocumentFactory()
    attached(document, "补贴标准.txt", "电梯加装补贴".encode())
    desk.publish(document)
    assert found() == []

    extraction.extract_pending()

    assert found() == ["附件《补贴标准》"]


def test_withdrawing_the_subject_takes_its_files_out_at_once(desk):
    document = DocumentFactory()
    read(document)
    desk.publish(document)

    release.withdraw(thing=document, reason="内容有误", by=desk.office, at=LATER)

    assert found() == []
    assert not SearchEntry.objects.exists()


def test_files_of_a_targeted_thing_are_never_indexed(desk):
    document = DocumentFactory(targeted=True)
    read(document)
    targeting.grant(thing=document, user=desk.clerk, by=desk.clerk, at=DRAFTED_AT)
    desk.publish(document)

    call_command("rebuild_search", verbosity=0)

    assert document.is_public
    assert found() == []
    assert not SearchEntry.objects.exists()


def test_a_removed_file_leaves_with_the_next_release(desk):
    document = DocumentFactory()
    file = read(document)
    desk.publish(document)
    remove(attachment=file, by=desk.clerk, at=LATER)
    assert found() == ["附件《补贴标准》"]
    drafting.revise(thing=document, by=desk.clerk, at=LATER)
    desk.sign(document)

    release.release(thing=document, by=desk.office, at=LATER)

    assert found() == []


def test_files_of_an_interpretation_follow_its_document():
    interpretation = InterpretationFactory(document=DocumentFactory(published=True))
    read(interpretation)
    release.import_published(thing=interpretation, by=None, at=RELEASED_AT, source="测试")
    assert found() == ["附件《补贴标准》"]

    document = interpretation.document
    type(document).objects.filter(pk=document.pk).update(targeted=True)
    currency.refresh_companions(document, at=LATER)

    assert found() == []


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("资金管理", "维修<mark>资金管理</mark>工作"),
        ("资金管理工作", "维修<mark>资金管理工作</mark>的通知"),
        ("“管理工作”", "资金<mark>管理工作</mark>的通知"),
    ],
)
def test_words_that_a_printed_line_breaks_are_found(desk, words, marked):
    document = DocumentFactory()
    attached(document, "办法.pdf", pdf("目录", "关于加强住宅专项维修资金管\n理工作的通知", "附则"))
    extraction.extract_pending()
    desk.publish(document)

    (hit,) = selectors.search(text=words).hits

    assert hit.page == 2
    assert marked in hit.snippet_html


def test_the_only_page_of_a_file_is_printed_as_well(desk):
    document = DocumentFactory()
    attached(document, "办法.pdf", pdf("关于加强住宅专项维修资金管\n理工作的通知"))
    extraction.extract_pending()
    desk.publish(document)

    assert SearchText.objects.get(title="附件《办法》").body == "关于加强住宅专项维修资金管理工作的通知"


def test_what_was_indexed_line_by_line_is_found_and_mended_by_the_nightly_check(desk, monkeypatch):
    document = DocumentFactory()
    attached(document, "办法.pdf", pdf("关于加强住宅专项维修资金管\n理工作的通知"))
    extraction.extract_pending()
    with monkeypatch.context() as before:
        before.setattr(findable_files, "_WITHOUT_LINE_ENDS", {})
        desk.publish(document)
    assert found("“资金管理工作”") == []

    findings = checking.examine(clock=lambda: LATER, repair=True)

    assert len(findings.stale) == 1
    assert found("“资金管理工作”") == ["附件《办法》"]


def test_the_lines_of_a_table_stay_apart(desk):
    document = DocumentFactory()
    read(document, "维修资金\n管理工作", name="表.csv")
    desk.publish(document)

    assert found("“资金管理”") == []
    assert found("“管理工作”") == ["附件《表》"]


def test_the_longest_name_a_file_may_have_is_found(desk):
    document = DocumentFactory()
    file = read(document, name=f"{'住宅专项维修资金' * 14}.txt")
    desk.publish(document)

    (hit,) = selectors.search(text="电梯加装补贴").hits

    # The prefix, 112 characters of nine bytes each, the extension.
    assert len(hit.file_url) == len(f"/attachments/{file.pk}/") + 112 * 9 + len(".txt")
    assert hit.file_url == file.get_absolute_url()


def test_the_rebuild_finds_files_and_removes_those_that_may_not_be_seen(desk):
    document, hidden = DocumentFactory(), DocumentFactory()
    read(document)
    read(hidden, name="别的.txt")
    desk.publish(document)
    SearchEntry.objects.all().delete()

    call_command("rebuild_search", verbosity=0, batch=1)

    assert found() == ["附件《补贴标准》"]
    type(document).objects.filter(pk=document.pk).update(targeted=True)
    call_command("rebuild_search", verbosity=0, batch=1)
    assert found() == []
