"""Bodies that programs send: one JSON object of a form's size, refused in Chinese when it is anything else."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser


class BodyTooLarge(APIException):
    """More than a form may hold (DATA_UPLOAD_MAX_MEMORY_SIZE)."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"


class ObjectParser(JSONParser):
    """A body that is no JSON object, or one nested without end, is the caller's mistake and not ours."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            data = super().parse(stream, media_type, parser_context)
        except (ParseError, RecursionError) as broken:
            raise ParseError("请求正文不是有效的 JSON。") from broken
        if not isinstance(data, dict):
            raise ParseError("请求正文应当是一个 JSON 对象。")
        return data


class BodyExceptionHandler(ExceptionHandler):
    """Django refuses a large body before any parser sees it; the API would call that a fault of its own."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, RequestDataTooBig):
            return BodyTooLarge("请求正文过大，请缩短内容后再提交。")
        converted: Exception = super().convert_known_exceptions(exc)
        return converted
