"""The one timetable names tasks that exist, in the words they are registered under."""

import inspect

import pytest

from portal.celery import app
from portal.schedule import BEAT_SCHEDULE


@pytest.fixture(scope="module", autouse=True)
def _all_tasks() -> None:
    app.loader.import_default_modules()


@pytest.mark.parametrize("name", sorted(BEAT_SCHEDULE))
def test_every_entry_is_a_task(name: str):
    assert BEAT_SCHEDULE[name]["task"] in app.tasks


def test_every_task_of_ours_is_on_the_timetable_or_rung_for():
    """A task that nobody starts is a duty nobody does."""
    planned = {entry["task"] for entry in BEAT_SCHEDULE.values()}
    ours = {name for name in app.tasks if not name.startswith("celery.")}

    assert ours - planned == set()


def test_every_task_of_ours_ignores_unknown_keywords():
    """An old worker must survive a message of a newer web server."""
    strict = [
        name
        for name, task in app.tasks.items()
        if not name.startswith("celery.")
        and not any(
            parameter.kind is inspect.Parameter.VAR_KEYWORD
            for parameter in inspect.signature(task.run).parameters.values()
        )
    ]

    assert strict == []
