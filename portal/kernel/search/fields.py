"""The column of lexemes and the one question asked of it; both by cast, since PostgreSQL's parsers would split them."""

from typing import Any

from django.db import models


class LexemesField(models.Field):
    """A tsvector made by us: written as text, never read back."""

    def db_type(self, connection: Any) -> str:
        return "tsvector"

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        return "%s::tsvector"


@LexemesField.register_lookup
class Matches(models.Lookup):
    """`tsv__matches="'物业' & '@y2024'"`."""

    lookup_name = "matches"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s::tsquery", (value,)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} @@ {right}", (*left_params, *right_params)
