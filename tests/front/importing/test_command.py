"""A folder becomes documents: every file accounted for, repeatable, resumable."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from disclosure.models import Item
from policies.models import Document, Relation
from portal.front.importing import runs, targets
from portal.front.models import ImportOutcome, ImportRun
from portal.kernel.people.models import Department
from portal.kernel.search import selectors
from portal.kernel.taxonomy.services.statutory import load_statutory_columns
from tests.factories.people import DepartmentFactory, StaffFactory

OLD = """# 云州市住宅物业管理规定

2010年12月23日 云州市第十三届人民代表大会常务委员会第二次会议通过

<!-- INFO END -->

第一条 为了规范物业管理，制定本规定。

第二条 本规定自2011年4月1日起施行。
"""
NEW = OLD.replace("\n<!--", "\n2020年12月30日 云州市第十五届人民代表大会常务委员会第九次会议修正\n\n<!--")
NOTICE = (
    "关于停车收费的通知\n云建〔2024〕9号\n各处室：\n请执行。\n云州市住房和城乡建设局\n2024年5月20日\n（此件公开发布）\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    laws = tmp_path / "laws"
    laws.mkdir()
    (laws / "云州市住宅物业管理规定(2010-12-23).md").write_text(OLD, encoding="utf-8")
    (laws / "云州市住宅物业管理规定(2020-12-30).md").write_text(NEW, encoding="utf-8-sig")
    (tmp_path / "通知.txt").write_bytes(NOTICE.encode("gb18030"))
    return tmp_path


@pytest.fixture
def with_bad_files(folder: Path) -> Path:
    (folder / "空.txt").write_bytes(b"")
    (folder / "坏.txt").write_bytes(b"\xff\xfe\x00\xd8\x81")
    (folder / "假.docx").write_bytes(b"plain")
    (folder / "表.pdf").write_bytes(b"%PDF-1.7")
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "内部.txt").write_text("关于检查的通知\n请执行。\n（此件不公开）", encoding="utf-8")
    return folder


def bring_in(folder: Path, *arguments: str, target: str = "policies.document") -> dict[str, str]:
    """Runs the command and gives the outcome of each file in the last run."""
    call_command("import_documents", str(folder), "--as", target, *arguments, verbosity=0)
    run = ImportRun.objects.order_by("pk").last()
    return dict(run.outcomes.values_list("source_key", "kind")) if run else {}


@pytest.mark.django_db
def test_every_file_has_an_outcome_and_a_bad_one_stops_nothing(with_bad_files: Path) -> None:
    assert bring_in(with_bad_files, "--publish") == {
        "laws/云州市住宅物业管理规定(2010-12-23).md": "created",
        "laws/云州市住宅物业管理规定(2020-12-30).md": "created",
        "通知.txt": "created",
        "空.txt": "failed",
        "坏.txt": "failed",
        "假.docx": "failed",
        "表.pdf": "skipped",
        ".DS_Store": "skipped",
        "内部.txt": "skipped",
    }
    reasons = dict(ImportOutcome.objects.exclude(reason="").values_list("source_key", "reason"))
    assert reasons["通知.txt"] == "文字编码为 GB18030，已转换"
    assert reasons["坏.txt"] == "文字编码不是 UTF-8，也不是 GB18030，无法读取"
    assert reasons["内部.txt"] == "文中标注“此件不公开”，未导入"
    assert reasons["表.pdf"] == "不支持的文件类型：.pdf"


@pytest.mark.django_db
def test_published_documents_carry_their_dates_and_are_found(folder: Path, client: Client) -> None:
    bring_in(folder, "--publish")

    law = Document.objects.get(source_key="laws/云州市住宅物业管理规定(2020-12-30).md")
    assert (law.formed_on, law.effective_on) == (date(2020, 12, 30), date(2011, 4, 1))
    assert law.published_at.isoformat() == "2020-12-30T01:00:00+00:00"
    assert [hit.title for hit in selectors.search(text="物业").hits] == ["云州市住宅物业管理规定"] * 2
    page = client.get("/search/", {"q": "物业管理"})
    assert page.status_code == 200
    assert "云州市住宅<mark>物业管理</mark>规定" in page.content.decode()


@pytest.mark.django_db
def test_an_older_version_is_amended_by_the_newer_one(folder: Path) -> None:
    bring_in(folder, "--publish")

    relation = Relation.objects.get()
    assert relation.from_document.source_key.endswith("(2020-12-30).md")
    assert relation.to_document.source_key.endswith("(2010-12-23).md")
    assert (relation.kind, relation.effective_on) == ("amends", date(2020, 12, 30))
    validities = {hit.published_on.year: hit.validity for hit in selectors.search(text="物业").hits}
    assert validities == {2010: "amended", 2020: "in_force"}


@pytest.mark.django_db
def test_a_second_run_changes_nothing(folder: Path) -> None:
    bring_in(folder, "--publish")
    before = list(Document.objects.order_by("pk").values())

    assert set(bring_in(folder, "--publish").values()) == {"unchanged"}
    assert list(Document.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_a_changed_file_updates_its_document(folder: Path) -> None:
    bring_in(folder, "--publish")
    (folder / "通知.txt").write_text(NOTICE.replace("请执行", "请认真执行"), encoding="utf-8")

    assert bring_in(folder, "--publish")["通知.txt"] == "updated"
    assert "请认真执行" in Document.objects.get(source_key="通知.txt").body
    assert selectors.search(text="认真执行").total == 1


@pytest.mark.django_db
def test_what_was_taken_in_as_a_draft_can_be_published_later(folder: Path) -> None:
    bring_in(folder)
    assert selectors.search(text="物业").total == 0

    assert set(bring_in(folder, "--publish").values()) == {"updated"}
    assert selectors.search(text="物业").total == 2


@pytest.mark.django_db
def test_a_rehearsal_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    DepartmentFactory(kind=Department.Kind.ORGAN)

    assert bring_in(folder, "--publish", "--dry-run") == {}
    assert "试运行（未写入）：共 3 个文件，新增 3" in capsys.readouterr().out
    assert not Document.objects.exists()
    assert selectors.search(text="物业").total == 0


@pytest.mark.django_db
def test_an_interrupted_run_is_resumed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in = runs._take_in

    def power_cut(key: str, *rest: object) -> runs.Outcome:
        if key.endswith("(2020-12-30).md"):
            raise KeyboardInterrupt
        return take_in(key, *rest)  # type: ignore[arg-type]  # the stubs do not know it

    monkeypatch.setattr(runs, "_take_in", power_cut)
    with pytest.raises(KeyboardInterrupt):
        bring_in(folder, "--publish")
    monkeypatch.setattr(runs, "_take_in", take_in)
    done = ImportOutcome.objects.count()

    outcomes = bring_in(folder, "--publish")

    assert done == 2
    assert set(outcomes.values()) == {"created"}
    assert ImportRun.objects.get().finished_at is not None


@pytest.mark.django_db
def test_an_error_in_one_document_rolls_back_only_that_document(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails_late(source: targets.SourceDocument, place: targets.Placement) -> targets.Took:
        took = targets.policy_document(source, place)
        if source.key == "通知.txt":
            raise RuntimeError("磁盘已满")
        return took

    monkeypatch.setitem(targets.TARGETS, "policies.document", fails_late)

    assert bring_in(folder, "--publish")["通知.txt"] == "failed"
    assert Document.objects.count() == 2
    assert ImportOutcome.objects.get(kind="failed").reason == "处理时出错（RuntimeError）：磁盘已满"


@pytest.mark.django_db
def test_notices_become_items_of_a_column(folder: Path) -> None:
    load_statutory_columns()
    clerk = StaffFactory(username="zhang")

    outcomes = bring_in(folder, "--publish", "--user", "zhang", "--column", "notices", target="disclosure.item")

    item = Item.objects.get(title="关于停车收费的通知")
    assert set(outcomes.values()) == {"created"}
    assert (item.organ, item.document_number, item.formed_on) == (
        "云州市住房和城乡建设局",
        "云建〔2024〕9号",
        date(2024, 5, 20),
    )
    assert (item.department, item.column.slug) == (clerk.department, "notices")
    assert set(bring_in(folder, "--publish", "--user", "zhang", target="disclosure.item").values()) == {"unchanged"}


@pytest.mark.django_db
def test_a_future_day_of_issue_is_published_now(folder: Path) -> None:
    (folder / "预告.txt").write_text("关于预告的通知\n请执行。\n2099年1月1日", encoding="utf-8")

    bring_in(folder, "--publish")

    published = Document.objects.get(source_key="预告.txt").published_at
    assert published <= ImportRun.objects.get().finished_at


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--user", "nobody"], "没有这个账号"),
        (["--department", "X-1"], "没有代码为 X-1 的部门"),
        (["--as", "disclosure.item", "--column", "nonsense"], "没有这个栏目：nonsense"),
    ],
)
def test_a_wrong_argument_is_explained(folder: Path, arguments: list[str], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        call_command("import_documents", str(folder), "--as", "policies.document", *arguments, verbosity=0)


@pytest.mark.django_db
def test_a_missing_or_empty_folder_is_explained(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="文件夹中没有文件"):
        bring_in(tmp_path)
    with pytest.raises(CommandError, match="没有这个文件夹"):
        bring_in(tmp_path / "absent")
