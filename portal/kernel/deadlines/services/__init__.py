"""The verbs of the ledger, read as ``deadlines.open(...)``; reminders and calendar changes have their own modules."""

from portal.kernel.deadlines.services.ledger import (
    AlreadyRunning,
    DeadlineClosed,
    NotRunning,
    cancel,
    meet,
    move,
    open,  # noqa: A004 - the verb of the ledger
    pause,
    reassign,
    resume,
)

__all__ = [
    "AlreadyRunning",
    "DeadlineClosed",
    "NotRunning",
    "cancel",
    "meet",
    "move",
    "open",
    "pause",
    "reassign",
    "resume",
]
