"""Lifecycles as tables: verb, the states it may start from, the state it ends in.

Buttons, API errors, diagrams and test matrices are read off the table. States and verbs are strings or members of a
string enum; where a member carries a ``label``, people read the label.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


class IllegalTransition(Exception):
    """The thing is not in a state from which this verb may start; the message is what the clerk reads."""

    def __init__(self, message: str, *, verb: str, state: str) -> None:
        super().__init__(message)
        self.verb = verb
        self.state = state


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table; ``label`` is the word on the button."""

    verb: str
    sources: tuple[str, ...]
    target: str
    label: str


class Lifecycle:
    """What may be done to a thing in which state. A verb may have several rows, never two for one state."""

    def __init__(self, initial: str, rows: Iterable[Transition]) -> None:
        self.initial = initial
        self.rows = tuple(rows)
        self._by_verb_and_state: dict[tuple[str, str], Transition] = {}
        for row in self.rows:
            for source in row.sources:
                if (row.verb, source) in self._by_verb_and_state:
                    raise ValueError(f"{row.verb} from {source} stands twice in the table")
                self._by_verb_and_state[row.verb, source] = row

    @property
    def states(self) -> tuple[str, ...]:
        """Every state of the table, in reading order, the initial one first."""
        seen = {self.initial: None}
        for row in self.rows:
            seen |= dict.fromkeys((*row.sources, row.target))
        return tuple(seen)

    @property
    def verbs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.verb for row in self.rows))

    @property
    def unreachable(self) -> tuple[str, ...]:
        """States that no verb leads to; a table without mistakes has none."""
        reached = {self.initial}
        for _ in self.rows:
            reached |= {row.target for row in self.rows if reached & set(row.sources)}
        return tuple(state for state in self.states if state not in reached)

    def target_of(self, verb: str, *, state: str) -> str:
        """The state the verb ends in; raises IllegalTransition with a sentence for people."""
        return self.transition(verb, state=state).target

    def transition(self, verb: str, *, state: str) -> Transition:
        row = self._by_verb_and_state.get((verb, state))
        if row is None:
            message = f"当前状态为“{self.label_of(state)}”，不能{self._verb_label(verb)}"
            raise IllegalTransition(message, verb=verb, state=state)
        return row

    def allows(self, verb: str, *, state: str) -> bool:
        return (verb, state) in self._by_verb_and_state

    def verbs_from(self, state: str) -> tuple[str, ...]:
        """The verbs that may start from this state, in the order of the table."""
        return tuple(row.verb for row in self.transitions_from(state))

    def transitions_from(self, state: str) -> tuple[Transition, ...]:
        return tuple(row for row in self.rows if state in row.sources)

    def label_of(self, state: str) -> str:
        """The word people read for a state, also when it comes as the bare string of a database column."""
        member = next((known for known in self.states if known == state), state)
        return str(getattr(member, "label", member))

    def mermaid(self, labels: Mapping[str, str] | None = None) -> str:
        """The table as a Mermaid state diagram, for the README."""
        words = labels or {}
        lines = ["stateDiagram-v2"]
        lines += [f'    state "{words.get(_key(s), self.label_of(s))}" as {_key(s)}' for s in self.states]
        lines.append(f"    [*] --> {_key(self.initial)}")
        for row in self.rows:
            lines += [f"    {_key(source)} --> {_key(row.target)}: {row.label}" for source in row.sources]
        return "\n".join(lines) + "\n"

    def _verb_label(self, verb: str) -> str:
        return next((row.label for row in self.rows if row.verb == verb), str(verb))


def _key(state: str) -> str:
    return str(getattr(state, "value", state))
