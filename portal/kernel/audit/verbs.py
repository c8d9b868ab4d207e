"""The register of everything that can be recorded; each app adds its verbs in its contributions."""

from collections.abc import Mapping

_LABELS: dict[str, str] = {}


class UnknownVerb(Exception):
    """A verb was recorded that no app has registered."""


class VerbTaken(Exception):
    """Two apps registered the same verb with different labels."""


def register(labels: Mapping[str, str]) -> None:
    """Make verbs known with the Chinese words people read in the history."""
    for verb, label in labels.items():
        if _LABELS.setdefault(verb, label) != label:
            raise VerbTaken(verb)


def label_of(verb: str) -> str:
    """The Chinese word for a verb; a verb of a removed app is shown as it was recorded."""
    return _LABELS.get(verb, verb)


def known(verb: str) -> bool:
    """Whether a verb may be recorded."""
    return verb in _LABELS


def choices() -> list[tuple[str, str]]:
    """All verbs with their labels, for filters."""
    return sorted(_LABELS.items())
