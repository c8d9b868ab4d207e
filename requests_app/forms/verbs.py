"""The small forms behind the buttons of the desk, one per verb."""

from datetime import date
from typing import Any

from django import forms

from portal.kernel.attachments.forms import AttachmentsField
from portal.kernel.people.models import Department
from portal.kernel.rules.terms import CORRECTION_PERIOD_WORKDAYS, REPLY_EXTENSION_WORKDAYS
from requests_app.forms.fields import PlainField, choice, day
from requests_app.models import InformationRequest
from requests_app.rules import replies
from requests_app.rules.words import DispatchMode, Stance, Verb


class VerbForm(forms.Form):
    """Knows the request and the day; dates are today's unless the clerk says otherwise."""

    def __init__(self, *args: Any, request: InformationRequest, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        for field in self.fields.values():
            if isinstance(field, forms.DateField) and field.required:
                field.initial = today


def _text(label: str, max_length: int, rows: int = 6, **kwargs: Any) -> PlainField:
    return PlainField(label=label, max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class ConfirmForm(VerbForm):
    confirmed_on = day("与申请人确认收到之日", help_text="网上、传真、平常信函申请的答复期限自此日次日起算")


class AssignForm(VerbForm):
    department = forms.ModelChoiceField(
        label="承办部门",
        queryset=Department.objects.none(),
        error_messages={"required": "请选择承办部门。", "invalid_choice": "请从所列部门中选择。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["department"]
        field.queryset = Department.objects.active().order_by("position", "pk")
        field.initial = self.request.department_id


class CorrectionForm(VerbForm):
    text = _text("需要补正的内容", 2000, help_text="一次性写明需要补正的全部事项（条例第三十条）")
    workdays = forms.IntegerField(
        label="补正期限（工作日）", min_value=1, max_value=60, initial=CORRECTION_PERIOD_WORKDAYS
    )


class CorrectionReceivedForm(VerbForm):
    received_on = day("收到补正之日")
    answer = _text("补正的内容", 2000)


class ConsultForm(VerbForm):
    party = PlainField(label="第三方", max_length=200)
    sent_on = day("发函日期")
    delivered_on = day("第三方收到日期", help_text="第三方的十五个工作日自此日次日起算（条例第三十二条）")


class OpinionForm(VerbForm):
    stance = choice("第三方意见", Stance.choices())
    received_on = day("收到意见之日", required=False, help_text="逾期未答复的不填，以答复期限届满之日为准")
    text = _text("意见内容", 2000, required=False)


class ExtendForm(VerbForm):
    workdays = forms.IntegerField(
        label="延长工作日数", min_value=1, max_value=REPLY_EXTENSION_WORKDAYS, initial=REPLY_EXTENSION_WORKDAYS
    )
    reason = PlainField(label="延期理由", max_length=500, help_text="将告知申请人")


class ReplyForm(VerbForm):
    kind = choice("答复类型", [("", "请选择"), *replies.choices()])
    text = _text("答复内容", 10000, rows=12, help_text="救济告知由系统按答复类型附在答复之后")
    search_log = _text("检索记录", 2000, rows=4, required=False, help_text="答复“信息不存在”必填：检索人、关键词、结果")
    decided_on = day("作出日期")
    dispatched_on = day("发出日期", help_text="邮寄以交邮之日、当面以签收之日为准")
    dispatch_mode = choice("送达方式", DispatchMode.choices())
    uploads = AttachmentsField(label="附件", required=False)


class DeliverForm(VerbForm):
    delivered_on = day("送达日期")


class WithdrawnForm(VerbForm):
    reason = PlainField(label="撤回说明", max_length=500, help_text="例如：申请人来电撤回，已核对身份")


VERB_FORMS: dict[Verb, type[VerbForm]] = {
    Verb.CONFIRM: ConfirmForm,
    Verb.REGISTER: VerbForm,
    Verb.ASSIGN: AssignForm,
    Verb.CLAIM: VerbForm,
    Verb.NOTIFY_CORRECTION: CorrectionForm,
    Verb.RECEIVE_CORRECTION: CorrectionReceivedForm,
    Verb.LAPSE_CORRECTION: VerbForm,
    Verb.CONSULT_THIRD_PARTY: ConsultForm,
    Verb.RECEIVE_OPINION: OpinionForm,
    Verb.EXTEND: ExtendForm,
    Verb.REPLY: ReplyForm,
    Verb.DELIVER: DeliverForm,
    Verb.WITHDRAW: WithdrawnForm,
    Verb.ARCHIVE: VerbForm,
}
