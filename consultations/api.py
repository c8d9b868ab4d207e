"""Consultations for programs: the same selectors, verbs and sentences as the pages."""

import uuid
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import APIException, NotFound, Throttled, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from consultations import selectors
from consultations.filters import ConsultationFilter
from consultations.forms import OpinionForm
from consultations.models import Consultation, ConsultationQuerySet
from consultations.rules.words import Decision, Kind, Standing
from consultations.services import opinions
from portal.kernel.deadlines.selectors import calendar
from portal.kernel.publishing.conditional import ReadersOwn
from portal.kernel.publishing.reader import reader_of
from portal.kernel.ui import moment
from portal.kernel.ui.api_body import ObjectParser
from portal.kernel.ui.api_paging import KeysetPagination
from requests_app.services import pace


class Withdrawn(APIException):
    """The consultation was public and has been taken back."""

    status_code = status.HTTP_410_GONE
    default_code = "withdrawn"


class Conflict(APIException):
    """The consultation is not open, or the Idempotency-Key was used with another body."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


class ConsultationLineSerializer(serializers.ModelSerializer[Consultation]):
    """One line of the list, with its clock."""

    url = serializers.CharField(source="get_absolute_url", read_only=True, help_text="站内地址")
    department = serializers.CharField(source="department.name", read_only=True, help_text="征求单位")
    kind = serializers.ChoiceField(choices=Kind.choices(), read_only=True, help_text="事项类型")
    standing = serializers.ChoiceField(
        source="standing_code", choices=Standing.choices(), read_only=True, help_text="今日的状态"
    )
    days_left = serializers.SerializerMethodField(help_text="还有几天（含今天），未在征求的为空")
    feedback_due_on = serializers.SerializerMethodField(help_text="采纳情况应当公布的日期")
    opinions = serializers.IntegerField(source="opinion_total", read_only=True, help_text="已收到意见数")

    class Meta:
        model = Consultation
        fields: tuple[str, ...] = (
            *("id", "url", "title", "kind", "department", "opens_on", "closes_on", "standing", "days_left"),
            *("feedback_due_on", "opinions", "published_at"),
        )
        read_only_fields = fields

    def get_days_left(self, thing: Consultation) -> int | None:
        return self._card(thing).days_left

    @extend_schema_field(serializers.DateField())
    def get_feedback_due_on(self, thing: Consultation) -> str:
        return self._card(thing).feedback_due_on.isoformat()

    def _card(self, thing: Consultation) -> selectors.Card:
        return selectors.card_of(
            thing, on=moment.today(), workdays=selectors.feedback_workdays(), known=self.context["calendar"]
        )


class ClauseSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    heading = serializers.CharField()
    text = serializers.CharField()


class AdoptionLineSerializer(serializers.Serializer[Any]):
    theme = serializers.CharField()
    said = serializers.CharField()
    opinion_count = serializers.IntegerField()
    decision = serializers.ChoiceField(choices=Decision.choices())
    reason = serializers.CharField()


class AdoptionReportSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    overview = serializers.CharField()
    opinion_count = serializers.IntegerField()
    published_at = serializers.DateTimeField()
    lines = AdoptionLineSerializer(many=True, source="lines.all")


class ConsultationSerializer(ConsultationLineSerializer):
    """草案、起草说明、条款、参与方式和采纳情况"""

    clauses = ClauseSerializer(many=True, read_only=True)
    adoption = serializers.SerializerMethodField(help_text="意见采纳情况，未公布的为空")

    class Meta(ConsultationLineSerializer.Meta):
        fields = (
            *ConsultationLineSerializer.Meta.fields,
            *("explanation", "draft", "shorter_reason", "postal_address", "email", "telephone", "clauses", "adoption"),
        )
        read_only_fields = fields

    @extend_schema_field(AdoptionReportSerializer(allow_null=True))
    def get_adoption(self, thing: Consultation) -> Any:
        report = selectors.report_of(thing, at=moment.now(), reader=reader_of(self.context["request"]))
        return AdoptionReportSerializer(report).data if report else None


class OpinionSerializer(serializers.Serializer[Any]):
    """An opinion; its rules are those of the page's form."""

    text = serializers.CharField(min_length=5, max_length=3000, help_text="意见内容")
    clause = serializers.IntegerField(required=False, help_text="针对的条款，不填为对整个草案")
    name = serializers.CharField(max_length=60, required=False, help_text="署名，不填为匿名")
    contact = serializers.CharField(max_length=120, required=False, help_text="联系方式，不公开")


class OpinionReceiptSerializer(serializers.Serializer[Any]):
    number = serializers.CharField(help_text="回执编号")
    submitted_at = serializers.DateTimeField()
    repeated = serializers.BooleanField(help_text="同一标识的意见此前已经提交，返回的是原回执")


@extend_schema(tags=["公众参与"])
class ConsultationViewSet(ReadersOwn, viewsets.ReadOnlyModelViewSet[Consultation]):
    """意见征集"""

    filterset_class = ConsultationFilter
    pagination_class = KeysetPagination
    keyset_order = selectors.ORDER
    serializer_class = ConsultationLineSerializer
    lookup_value_regex = r"\d{1,18}"

    def get_queryset(self) -> ConsultationQuerySet:
        return selectors.listed(on=moment.today(), at=moment.now(), reader=reader_of(self.request))

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "calendar": calendar()}

    @extend_schema(responses=ConsultationSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        thing = self._found(request, int(kwargs["pk"]))
        return Response(ConsultationSerializer(thing, context=self.get_serializer_context()).data)

    @extend_schema(
        request=OpinionSerializer,
        responses={201: OpinionReceiptSerializer, 200: OpinionReceiptSerializer},
        parameters=[
            OpenApiParameter(
                "Idempotency-Key", str, OpenApiParameter.HEADER, required=True, description="每条意见一个新的 UUID"
            )
        ],
    )
    @action(
        detail=True,
        methods=["post"],
        url_path="opinions",
        parser_classes=[ObjectParser],
        authentication_classes=[],
        filterset_class=None,
        pagination_class=None,
    )
    def opinions(self, request: Request, pk: str) -> Response:
        """提交一条意见。"""
        now = moment.now()
        thing = self._found(request, int(pk))
        body: dict[str, Any] = request.data  # type: ignore[assignment]  # the parser lets only objects through
        form = OpinionForm({**body, "once": str(_key_of(request))}, consultation=thing)
        if not form.is_valid():
            raise ValidationError({name: [str(each) for each in errors] for name, errors in form.errors.items()})
        try:
            pace.spend("opinions", str(request.META.get("REMOTE_ADDR")), at=now)
            made = opinions.submit(
                consultation_id=thing.pk,
                said=form.said(),
                key=form.once_key,
                digest=form.digest(),
                by=None,
                at=now,
            )
        except pace.TooFast as slow:
            raise Throttled(slow.wait, str(slow)) from slow
        except opinions.NotOpen as refused:
            raise Conflict(str(refused)) from refused
        except opinions.FormReused as reused:
            raise Conflict(f"{reused}请为另一条意见使用新的 Idempotency-Key。") from reused
        except opinions.NoSuchConsultation as gone:
            raise NotFound from gone
        receipt = {
            "number": made.opinion.number,
            "submitted_at": made.opinion.submitted_at,
            "repeated": made.repeated,
        }
        code = status.HTTP_200_OK if made.repeated else status.HTTP_201_CREATED
        return Response(OpinionReceiptSerializer(receipt).data, status=code, headers={"Cache-Control": "no-store"})

    def _found(self, request: Request, pk: int) -> Consultation:
        things = selectors.consultations(on=moment.today(), at=moment.now(), reader=reader_of(request))
        thing = things.filter(pk=pk).first()
        if thing is not None:
            return thing
        gone = selectors.tombstone(pk)
        if gone is None:
            raise NotFound
        raise Withdrawn(f"这项意见征集已撤下：{gone.withdrawal_reason}")


def _key_of(request: Request) -> uuid.UUID:
    try:
        return uuid.UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError:
        raise ValidationError({"Idempotency-Key": ["请在请求头 Idempotency-Key 中给出一个新的 UUID。"]}) from None
