"""Keyset paging for the API: the cursors of the pages, the same sentences when one is forged."""

from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from portal.kernel.ui.pagination import MAX_SIZE, BadCursor, CursorPage, keyset_page


class KeysetPagination(BasePagination):
    """`keyset_order` of the view says the order; `size` (1 to 100) and `cursor` come from the address."""

    size = 20

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.request = request
        try:
            self.page: CursorPage[Any] = keyset_page(
                queryset,
                order=view.keyset_order,
                cursor=request.query_params.get("cursor"),
                size=self._size(request),
            )
        except BadCursor as refused:
            raise ValidationError({"cursor": str(refused)}) from refused
        return list(self.page.items)

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {
                "next": self._link(self.page.next_cursor),
                "previous": self._link(self.page.previous_cursor),
                "results": data,
            }
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": "cursor",
                "in": "query",
                "required": False,
                "description": "翻页标记，取自上一次应答的 next 或 previous",
                "schema": {"type": "string"},
            },
            {
                "name": "size",
                "in": "query",
                "required": False,
                "description": f"每页条数，1 至 {MAX_SIZE}",
                "schema": {"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": self.size},
            },
        ]

    def _size(self, request: Request) -> int:
        given = request.query_params.get("size", "")
        if not given:
            return self.size
        if not (given.isascii() and given.isdigit() and 1 <= int(given[:9]) <= MAX_SIZE):
            raise ValidationError({"size": f"每页条数应在 1 至 {MAX_SIZE} 之间。"})
        return int(given)

    def _link(self, cursor: str) -> str | None:
        return replace_query_param(self.request.build_absolute_uri(), "cursor", cursor) if cursor else None
