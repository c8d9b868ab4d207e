"""The same affairs for programs: file an application, see its state."""

import uuid
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import APIException, NotFound, Throttled, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.kernel.ui.api_body import ObjectParser
from portal.kernel.ui.moment import now, today
from requests_app.forms.application import FORMS
from requests_app.models.digests import show_secret
from requests_app.rules.words import (
    ApplicantKind,
    DeliveryForm,
    IdentityKind,
    OrganisationClass,
    State,
)
from requests_app.selectors import Status, status_of
from requests_app.services import lookup, pace
from requests_app.services.intake import FormReused, submit


class Conflict(APIException):
    """The Idempotency-Key was used with another body."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "idempotency_key_reused"


class ApplicationSerializer(serializers.Serializer[Any]):
    """An application; its rules are those of the page's form."""

    applicant_kind = serializers.ChoiceField(ApplicantKind.choices(), help_text="公民，或者法人和其他组织")
    organisation_class = serializers.ChoiceField(OrganisationClass.choices(), required=False)
    applicant_name = serializers.CharField(max_length=100, help_text="姓名或者名称")
    identity_kind = serializers.ChoiceField(IdentityKind.choices(), required=False, help_text="公民必填")
    identity_number = serializers.CharField(max_length=40, help_text="证件号码或者统一社会信用代码")
    legal_representative = serializers.CharField(max_length=60, required=False)
    contact_name = serializers.CharField(max_length=60, required=False, help_text="法人和其他组织必填")
    phone = serializers.CharField(max_length=30)
    email = serializers.EmailField(max_length=120, required=False)
    address = serializers.CharField(max_length=200, required=False)
    description = serializers.CharField(min_length=5, max_length=2000)
    document_number = serializers.CharField(max_length=60, required=False)
    delivery_form = serializers.ChoiceField(DeliveryForm.choices())
    assistance_needed = serializers.BooleanField(required=False)


class ReceiptSerializer(serializers.Serializer[Any]):
    number = serializers.CharField()
    secret = serializers.CharField(help_text="查询码，只在此处给出")
    repeated = serializers.BooleanField(help_text="同一标识的申请此前已经提交，返回的是原回执")
    note = serializers.CharField()


class LookupSerializer(serializers.Serializer[Any]):
    number = serializers.CharField(max_length=40)
    secret = serializers.CharField(max_length=40)


class DaySerializer(serializers.Serializer[Any]):
    day = serializers.DateField()
    counted = serializers.BooleanField()
    number = serializers.IntegerField(allow_null=True)
    kind = serializers.CharField()
    reason = serializers.CharField()


class EntrySerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    at = serializers.DateField(allow_null=True)
    text = serializers.CharField()
    state = serializers.CharField()


class ReplySerializer(serializers.Serializer[Any]):
    kind = serializers.CharField()
    label = serializers.CharField(source="outcome.label")  # type: ignore[assignment]  # a field named label
    article = serializers.CharField(source="outcome.article")
    text = serializers.CharField()
    remedy = serializers.CharField()
    decided_on = serializers.DateField()
    dispatched_on = serializers.DateField()


class StatusSerializer(serializers.Serializer[Any]):
    """The file as its applicant sees it; nothing in it names anybody."""

    number = serializers.CharField()
    state = serializers.ChoiceField(State.choices())
    state_label = serializers.CharField()
    sentence = serializers.CharField()
    next_step = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    provisional = serializers.BooleanField()
    provisional_reason = serializers.CharField()
    correction_text = serializers.CharField(allow_null=True)
    correction_due_on = serializers.DateField(allow_null=True)
    extension_reason = serializers.CharField(allow_null=True)
    days = DaySerializer(many=True)
    timeline = EntrySerializer(many=True)
    reply = ReplySerializer(allow_null=True)


class RequestsView(APIView):
    """政府信息公开申请：在线提出申请。"""

    authentication_classes = ()
    parser_classes = (ObjectParser,)

    @extend_schema(
        operation_id="requests_create",
        tags=["依申请公开"],
        request=ApplicationSerializer,
        responses={201: ReceiptSerializer, 200: ReceiptSerializer},
        parameters=[
            OpenApiParameter(
                "Idempotency-Key", str, OpenApiParameter.HEADER, required=True, description="每件申请一个新的 UUID"
            )
        ],
    )
    def post(self, request: Request) -> Response:
        key = _key_of(request)
        body: dict[str, Any] = request.data  # type: ignore[assignment]  # the parser lets only objects through
        kind = body.get("applicant_kind")
        if not isinstance(kind, str) or kind not in FORMS:
            raise ValidationError({"applicant_kind": ["请填写 person（公民）或者 organisation（法人或者其他组织）。"]})
        form = FORMS[kind]({**body, "once": str(key)})
        if not form.is_valid():
            raise ValidationError({name: [str(each) for each in errors] for name, errors in form.errors.items()})
        moment = now()
        try:
            pace.spend("requests", _caller(request), at=moment)
            made = submit(
                application=form.application(), key=key, digest=f"{form.content_digest()}|", by=None, at=moment
            )
        except pace.TooFast as slow:
            raise Throttled(slow.wait, str(slow)) from slow
        except FormReused as reused:
            raise Conflict(f"{reused}请为另一件申请使用新的 Idempotency-Key。") from reused
        receipt = {
            "number": made.request.number,
            "secret": show_secret(made.secret),
            "repeated": made.repeated,
            "note": "工作人员与您确认收到之日为收到申请之日，答复期限自次日起计算（条例第三十一条、第三十三条）。",
        }
        code = status.HTTP_200_OK if made.repeated else status.HTTP_201_CREATED
        return _private(Response(ReceiptSerializer(receipt).data, status=code))


class StatusView(APIView):
    """凭申请编号和查询码查询办理进度。"""

    authentication_classes = ()
    parser_classes = (ObjectParser,)

    @extend_schema(
        operation_id="requests_status", tags=["依申请公开"], request=LookupSerializer, responses=StatusSerializer
    )
    def post(self, request: Request) -> Response:
        asked = LookupSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            found = lookup.look_up(**asked.validated_data, caller=_caller(request), at=now())
        except lookup.NotFound as unknown:
            raise NotFound(str(unknown)) from unknown
        except pace.TooFast as slow:
            raise Throttled(slow.wait, str(slow)) from slow
        return _private(Response(StatusSerializer(_plain(status_of(found, on=today()))).data))


def _plain(seen: Status) -> dict[str, Any]:
    due = seen.reckoning.due if seen.reckoning else None
    return {
        "number": seen.request.number,
        "state": seen.request.state,
        "state_label": seen.request.state_label,
        "sentence": seen.sentence,
        "next_step": seen.next_step,
        "due_on": due.on if due else None,
        "provisional": bool(due and due.provisional),
        "provisional_reason": due.reason if due else "",
        "correction_text": seen.correction.text if seen.correction else None,
        "correction_due_on": seen.correction.due_on if seen.correction else None,
        "extension_reason": seen.extension.reason if seen.extension else None,
        "days": seen.reckoning.days if seen.reckoning else (),
        "timeline": seen.timeline,
        "reply": seen.reply,
    }


def _key_of(request: Request) -> uuid.UUID:
    try:
        return uuid.UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError:
        raise ValidationError({"Idempotency-Key": ["请在请求头 Idempotency-Key 中给出一个新的 UUID。"]}) from None


def _caller(request: Request) -> str:
    return str(request.META.get("REMOTE_ADDR") or "unknown")


def _private(response: Response) -> Response:
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
