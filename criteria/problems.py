"""What is wrong with something a person gave us, said so that the person can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: the file it is in, the place in that file, what is wrong, and the cure.

    `file` and `where` may be empty when the fault has no file (a command line) or no place (the whole file).
    """

    file: str
    where: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Return the fault as one plain sentence on one line; the invisible signs of a name are made visible."""
        head = ": ".join(part for part in (self.file, self.where, self.message) if part)
        sentence = f"{head}; {self.hint}" if self.hint else head
        return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in sentence)


class InputError(Exception):
    """The one exception meant for people: it carries problems, and nothing was written when it is raised."""

    def __init__(self, *problems: Problem) -> None:
        """Carry one or more problems, the most telling first."""
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
