"""Xapian, which Debian gives to its own Python only: reads one JSON command a line, answers one line each.

`/usr/bin/python3 xapian_child.py write FOLDER` takes {"add": […]} and {"commit": true};
`… read FOLDER FOLDER …` answers {"ask": {…}} from all of these together: the count, then the first twenty numbers.
"""

import json
import sys
from typing import Any

import xapian

KIND, YEAR, COLUMN, DEPARTMENT, TOPIC, DAY = range(6)
FLAGS = xapian.TermGenerator.FLAG_CJK_NGRAM


def write(folder: str) -> None:
    database = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OPEN)
    generator = xapian.TermGenerator()
    generator.set_flags(FLAGS)
    for line in sys.stdin:
        command = json.loads(line)
        for row in command.get("add", ()):
            add(database, generator, row)
        if "commit" in command:
            database.commit()
            print(json.dumps(database.get_doccount()), flush=True)


def read(folders: list[str]) -> None:
    database = xapian.Database()
    for folder in folders:
        database.add_database(xapian.Database(folder))
    for line in sys.stdin:
        print(json.dumps(ask(database, json.loads(line)["ask"])), flush=True)


def add(database: Any, generator: Any, row: list[Any]) -> None:
    number, title, sign, body, values = row
    document = xapian.Document()
    generator.set_document(document)
    generator.index_text(f"{title} {sign}", 3, "S")
    generator.increase_termpos()
    generator.index_text(f"{title} {sign}")
    generator.increase_termpos()
    generator.index_text(body)
    for slot, value in enumerate(values):
        document.add_value(slot, str(value))
    document.add_boolean_term(f"XK{values[KIND]}")
    document.add_boolean_term(f"XY{values[YEAR]}")
    document.set_data(str(number))
    database.add_document(document)


def ask(database: Any, question: dict[str, Any]) -> list[int]:
    parser = xapian.QueryParser()
    parser.set_database(database)
    parser.set_default_op(xapian.Query.OP_AND)
    query = parser.parse_query(question["text"], xapian.QueryParser.FLAG_PHRASE | xapian.QueryParser.FLAG_CJK_NGRAM)
    for term in question["terms"]:
        query = xapian.Query(xapian.Query.OP_FILTER, query, xapian.Query(term))
    enquire = xapian.Enquire(database)
    enquire.set_query(query)
    spies = [xapian.ValueCountMatchSpy(slot) for slot in (KIND, YEAR, COLUMN, DEPARTMENT, TOPIC)]
    for spy in spies:
        enquire.add_matchspy(spy)
    found = enquire.get_mset(0, 20, database.get_doccount())
    for spy in spies:
        list(spy.top_values(12))
    return [found.get_matches_estimated(), *(int(match.document.get_data()) for match in found)]


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(sys.argv[2])
    else:
        read(sys.argv[2:])
