"""What is marked beside the patient at work: trials kept at the top, set aside, noted. No widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from criteria.atomic import is_there
from criteria.marks import Marks, marks_beside, read_marks, write_marks
from criteria.problems import InputError, Problem

if TYPE_CHECKING:
    from pathlib import Path

MARKED = "marks"  # what a change of marks is called among the changes of facts
NOT_READ = "the marks in it could not be read when the patient was opened, so they were not replaced"
CURE = "mend the file or move it away, then open the patient again"


class Marking(QObject):
    """The marks of one patient, and whether their file holds them; a file at fault is left as it is."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing marked."""
        super().__init__(parent)
        self.marks = self._saved = Marks(trials={})
        self.refusal: InputError | None = None  # why the file of marks could not be read
        self._file: Path | None = None

    @property
    def is_saved(self) -> bool:
        """Whether nothing would be lost."""
        return self.marks == self._saved

    def take(self, marks: Marks | None) -> bool:
        """Have these marks from now on; return whether they are others than before."""
        if marks is None or marks == self.marks:
            return False
        self.marks = marks
        self.changed.emit()
        return True

    def open(self, patient: Path | None) -> None:
        """Read what is marked beside another patient's file; `refusal` says why it could not be read."""
        self.refusal = None
        self._file = marks_beside(patient) if patient else None
        found = Marks(trials={})
        if self._file is not None:
            try:
                found = read_marks(self._file)
            except InputError as error:
                self.refusal = error
        self._saved = found
        self.take(found)

    def save(self, patient: Path) -> None:
        """Write the marks beside a patient's file, where they are not there already.

        What somebody else marked there since it was read stays; of a trial that both marked, this window's holds.

        Raises:
            InputError: when they could not be written; what stood there is still there.
        """
        path = marks_beside(patient)
        if path == self._file and self.is_saved:
            return
        if path == self._file and self.refusal is not None:
            raise InputError(Problem(str(path), "", NOT_READ, CURE))
        if path == self._file and is_there(path):
            self.take(self.marks.over(read_marks(path), since=self._saved))
        write_marks(self.marks, path)
        self._file, self._saved, self.refusal = path, self.marks, None
