"""The tables of an index in the making, and the moment in which they take the place of the living ones."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import connection, models

from portal.kernel.search import plan
from portal.kernel.search.models import SearchEntry, SearchSample, SearchText

ENTRIES, SAMPLES, TEXTS = (model._meta.db_table for model in (SearchEntry, SearchSample, SearchText))
NEXT_ENTRIES, NEXT_SAMPLES, NEXT_TEXTS = "search_next_entry", "search_next_sample", "search_next_text"
STEPS, CHANGES = "search_next_step", "search_next_change"
_PAIRS = ((ENTRIES, NEXT_ENTRIES), (SAMPLES, NEXT_SAMPLES), (TEXTS, NEXT_TEXTS))
_INDEX = re.compile(r"CREATE (?P<unique>UNIQUE )?INDEX \S+ ON \S+ (?P<rest>.*)", re.DOTALL)
# More memory makes it slower: what is collected should stay in the caches of the processor.
_INDEX_MEMORY = "16MB"

_NOTE = f"""
CREATE FUNCTION search_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO {CHANGES} (entry) VALUES ((to_jsonb(OLD) ->> TG_ARGV[0])::bigint);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO {CHANGES} (entry) VALUES ((to_jsonb(NEW) ->> TG_ARGV[0])::bigint);
    END IF;
    RETURN NULL;
END $$
"""  # noqa: S608  (names of our own)


def ask(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """One statement and what it returns."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall()) if cursor.description else []


def columns_of(model: type[models.Model]) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields]


def prepare(version: str) -> None:
    """Makes the tables, unless a build of the same version was interrupted; its work is taken up then."""
    plan.giving_way(partial(_make_tables, version))


def _make_tables(version: str) -> None:
    if ask("SELECT 1 WHERE obj_description(to_regclass(%s)) = %s", [NEXT_ENTRIES, version]):
        return
    abandon()
    for living, coming in _PAIRS:
        ask(f"CREATE TABLE {coming} (LIKE {living} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)")
        for (options,) in ask(
            "SELECT array_to_string(reloptions, ', ') FROM pg_class WHERE oid = %s::regclass", [living]
        ):
            if options:
                ask(f"ALTER TABLE {coming} SET ({options})")
        # Nothing dies in it before it lives; analysed it is at the end.
        ask(f"ALTER TABLE {coming} SET (autovacuum_enabled = off)")
    ask(f"COMMENT ON TABLE {NEXT_ENTRIES} IS %s", [version])
    ask(
        f"CREATE TABLE {STEPS} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text, keys text[],"
        " done boolean DEFAULT false)"
    )
    ask(f"CREATE TABLE {CHANGES} (entry bigint, kind text, object_id bigint)")
    ask(_NOTE)
    # Making a trigger waits for everybody who is writing: no change falls between noting and reading.
    for table, key in ((ENTRIES, "id"), (SAMPLES, "entry_id"), (TEXTS, "entry_id")):
        ask(
            f"CREATE TRIGGER search_note_change AFTER INSERT OR UPDATE OR DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION search_note_change('{key}')"
        )


def note_withdrawn(kind: str, key: int) -> None:
    """A thing about to be taken out: an index in the making may have it although the living one has not."""
    ask("SELECT search_note_withdrawn(%s, %s)", [kind, key])


def abandon() -> None:
    """Takes away everything an unfinished build left."""
    ask("DROP FUNCTION IF EXISTS search_note_change CASCADE")
    ask(f"DROP TABLE IF EXISTS {NEXT_TEXTS}, {NEXT_SAMPLES}, {NEXT_ENTRIES}, {STEPS}, {CHANGES}")


def make_indexes(workers: int) -> None:
    """The indexes of the living tables on the coming ones; those that exist already are kept."""
    with plan.at_leisure():
        ask("SELECT set_config('maintenance_work_mem', %s, true)", [_INDEX_MEMORY])
        # Who leads works too.
        helpers = workers - 1
        ask("SELECT set_config('max_parallel_maintenance_workers', %s, true)", [str(helpers)])
        for living, coming in _PAIRS:
            # The narrow table looks small to the planner; what hangs on it is not.
            ask(f"ALTER TABLE {coming} SET (parallel_workers = {int(helpers)})")
            for name, definition, _constraint in _indexes(living):
                made = _INDEX.fullmatch(definition)
                assert made is not None, definition  # noqa: S101  (PostgreSQL writes it in one way only)
                ask(f"CREATE {made['unique'] or ''}INDEX IF NOT EXISTS {_coming(name)} ON {coming} {made['rest']}")
            ask(f"ALTER TABLE {coming} RESET (parallel_workers)")
    with plan.at_leisure():
        for _living, coming in _PAIRS:
            ask(f"ANALYZE {coming}")


def replace() -> None:
    """Copies what changed meanwhile and exchanges the tables; readers wait for the blink of an eye."""
    with plan.at_leisure():
        _catch_up()
    for table, name, _definition in plan.giving_way(_exchange):
        with plan.at_leisure():
            ask(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")


def _exchange() -> list[tuple[str, str, str]]:
    """Everything or nothing; what points at the entries, and is to be validated yet."""
    ask(f"LOCK TABLE {ENTRIES}, {SAMPLES}, {TEXTS} IN SHARE ROW EXCLUSIVE MODE")
    _catch_up()
    pointing = _foreign_keys()
    indexes = {coming: _indexes(living) for living, coming in _PAIRS}
    top = ask(f"SELECT nextval(pg_get_serial_sequence('{ENTRIES}', 'id'))")[0][0]
    # In the order of most readers: counted in the sample first.
    ask(f"LOCK TABLE {SAMPLES}, {ENTRIES}, {TEXTS} IN ACCESS EXCLUSIVE MODE")
    for table, name, _definition in pointing:
        ask(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    ask(f"DROP TABLE {TEXTS}, {SAMPLES}, {ENTRIES}")
    for living, coming in _PAIRS:
        ask(f"ALTER TABLE {coming} RESET (autovacuum_enabled)")
        ask(f"ALTER TABLE {coming} RENAME TO {living}")
        for name, _definition, constraint in indexes[coming]:
            if constraint:
                ask(f"ALTER TABLE {living} ADD CONSTRAINT {name} {constraint} USING INDEX {_coming(name)}")
            else:
                ask(f"ALTER INDEX {_coming(name)} RENAME TO {name}")
    ask(f"ALTER TABLE {ENTRIES} ALTER id ADD GENERATED BY DEFAULT AS IDENTITY (START WITH {int(top)})")
    ask(f"COMMENT ON TABLE {ENTRIES} IS NULL")
    for table, name, definition in pointing:
        column = re.findall(r"FOREIGN KEY \((\w+)\)", definition)[0]
        ask(f"DELETE FROM {table} WHERE NOT EXISTS (SELECT 1 FROM {ENTRIES} WHERE id = {table}.{column})")  # noqa: S608
        ask(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition} NOT VALID")
    abandon()
    return pointing


def _catch_up() -> None:
    """What was written or deleted in the living tables since it was read comes over as it is now."""
    noted = ask(f"DELETE FROM {CHANGES} RETURNING entry, kind, object_id")  # noqa: S608
    changed = sorted({entry for entry, _kind, _key in noted if entry is not None})
    withdrawn = sorted({(kind, key) for _entry, kind, key in noted if kind})
    if not noted:
        return
    stale = (
        f"SELECT n.id FROM {NEXT_ENTRIES} n WHERE n.id = ANY(%s) OR EXISTS (SELECT 1 FROM {ENTRIES} e"  # noqa: S608
        " WHERE e.id = ANY(%s) AND e.kind = n.kind AND e.object_id = n.object_id)"
        " OR (n.kind, n.object_id) IN (SELECT * FROM unnest(%s::text[], %s::bigint[]))"
    )
    kinds, keys = [kind for kind, _key in withdrawn], [key for _kind, key in withdrawn]
    gone = [row[0] for row in ask(stale, [changed, changed, kinds, keys])]
    for table in (NEXT_TEXTS, NEXT_SAMPLES):
        ask(f"DELETE FROM {table} WHERE entry_id = ANY(%s)", [gone])  # noqa: S608
    ask(f"DELETE FROM {NEXT_ENTRIES} WHERE id = ANY(%s)", [gone])  # noqa: S608
    for (living, coming), model in zip(_PAIRS, (SearchEntry, SearchSample, SearchText), strict=True):
        key = model._meta.pk.column
        columns = ", ".join(columns_of(model))
        ask(f"INSERT INTO {coming} ({columns}) SELECT {columns} FROM {living} WHERE {key} = ANY(%s)", [changed])  # noqa: S608


def _indexes(table: str) -> list[tuple[str, str, str]]:
    """The indexes of a table as (name, definition, the constraint each stands behind)."""
    indexes = (
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), CASE c.contype WHEN 'p' THEN"
        " 'PRIMARY KEY' WHEN 'u' THEN 'UNIQUE' ELSE '' END FROM pg_index i LEFT JOIN pg_constraint c"
        " ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid WHERE i.indrelid = %s::regclass ORDER BY 1"
    )
    return [(name, definition, constraint) for name, definition, constraint in ask(indexes, [table])]


def _foreign_keys() -> list[tuple[str, str, str]]:
    """What points at the entries, as (table, constraint, definition)."""
    pointing = (
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = 'f' AND confrelid = %s::regclass ORDER BY 1"
    )
    return [(table, name, definition) for table, name, definition in ask(pointing, [ENTRIES])]


def _coming(name: str) -> str:
    return f"next_{name}"[:63]
