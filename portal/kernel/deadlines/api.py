"""The workday calculator for programs."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.kernel.deadlines import selectors
from portal.kernel.rules.terms import REPLY_WORKDAYS


class DueQuery(serializers.Serializer):
    """What is asked: the day of receipt and the number of working days."""

    received = serializers.DateField(
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": "请填写收到日期",
            "invalid": "收到日期应为实际存在的日期，写作2022-09-30",
        },
        help_text="收到日期，当日不计入",
    )
    workdays = serializers.IntegerField(
        default=REPLY_WORKDAYS,
        error_messages={"invalid": "工作日数应为整数", "max_string_length": "工作日数应为整数"},
        help_text=f"工作日数，1至{selectors.LONGEST_TERM}",
    )


class DueDay(serializers.Serializer):
    """One day on the way: counted or not, and why."""

    date = serializers.DateField()
    counted = serializers.BooleanField()
    number = serializers.IntegerField(allow_null=True, help_text="第几个工作日")
    kind = serializers.ChoiceField(choices=["counted", "weekend", "holiday", "make_up", "suspended", "start", "due"])
    reason = serializers.CharField()


class DueAnswer(serializers.Serializer):
    """The due date with its account."""

    received = serializers.DateField()
    workdays = serializers.IntegerField()
    due_on = serializers.DateField()
    provisional = serializers.BooleanField(help_text="节假日安排尚未公布时为true")
    reason = serializers.CharField(allow_blank=True, help_text="暂定的原因")
    days = DueDay(many=True)


class DueView(APIView):
    """工作日计算：自收到次日起算，调休上班计入，节假日和周末不计入。"""

    authentication_classes = ()
    permission_classes = ()

    @extend_schema(
        operation_id="workdays_due",
        summary="计算工作日到期日",
        parameters=[
            OpenApiParameter("received", {"type": "string", "format": "date"}, required=True, description="收到日期"),
            OpenApiParameter(
                "workdays",
                {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": selectors.LONGEST_TERM,
                    "default": REPLY_WORKDAYS,
                },
                description="工作日数",
            ),
        ],
        responses=DueAnswer,
    )
    def get(self, request: Request) -> Response:
        query = DueQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        try:
            found = selectors.explain_due(**query.validated_data)
        except selectors.CannotExplain as problem:
            raise serializers.ValidationError({problem.field: str(problem)}) from problem
        return Response(DueAnswer(_plain(found)).data)


def _plain(found: selectors.DueExplanation) -> dict[str, Any]:
    return {
        "received": found.received,
        "workdays": found.workdays,
        "due_on": found.due.on,
        "provisional": found.due.provisional,
        "reason": found.due.reason,
        "days": [{"date": note.day, **asdict(note)} for note in found.days],
    }
