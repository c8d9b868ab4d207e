"""The words of publication: states, openness, conclusions, levels."""

from django.db import models

from portal.kernel.people.models import Duty


class State(models.TextChoices):
    """Where a thing stands on its way to the public; only persons and the recorded schedule move it."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "审查审批中"
    APPROVED = "approved", "已审签"
    SCHEDULED = "scheduled", "待定时发布"
    PUBLISHED = "published", "已发布"
    FAILED = "failed", "定时发布失败"
    WITHDRAWN = "withdrawn", "已撤回"


class Openness(models.TextChoices):
    """公开属性, determined while drafting (条例 18)."""

    OPEN = "open", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class Conclusion(models.TextChoices):
    """The outcome of a secrecy review 「保密审查」."""

    PASS = "pass", "通过"
    REJECT = "reject", "不通过"
    IMPORTED = "imported", "历史数据导入"


class Decision(models.TextChoices):
    APPROVE = "approve", "同意"
    RETURN = "return", "退回"


class Origin(models.TextChoices):
    DRAFTED = "drafted", "起草提交"
    IMPORTED = "imported", "历史数据导入"


#: The three levels 「三级审批」 and the duty that signs at each.
LEVEL_DUTIES: dict[int, str] = {
    1: Duty.DISCLOSURE_OFFICE,
    2: Duty.DEPUTY_LEADER,
    3: Duty.MAIN_LEADER,
}
LEVEL_LABELS: dict[int, str] = {1: "政务公开办公室", 2: "分管领导", 3: "主要领导"}
