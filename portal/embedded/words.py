"""What the trial says to the person at the terminal: every message in English and Chinese."""

import os
import sys


class TrialStopped(Exception):
    """The trial cannot go on; both sentences say what to do."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(english)
        self.english = english
        self.chinese = chinese


def say(english: str, chinese: str) -> None:
    """Write straight to the descriptor: a closed pipe or a signal between two lines must not hurt."""
    write(f"\n==> {english}\n    {chinese}\n")


def write(text: str) -> None:
    """Unbuffered and harmless when nobody reads any more."""
    try:
        sys.stdout.flush()
        os.write(1, text.encode("utf-8", "replace"))
    except (OSError, ValueError):
        return


class Output:
    """The output of the supervisor's printer; safe inside a signal handler."""

    def write(self, text: str) -> None:
        write(text)

    def flush(self) -> None:
        """Nothing is held back."""

    def isatty(self) -> bool:
        return os.isatty(1)
