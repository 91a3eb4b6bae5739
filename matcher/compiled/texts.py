"""Many texts as one array of bytes: small in memory, and each read only where it is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from matcher.compiled.states import Longs


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Texts one after the other in UTF-8; `starts` has one place more than there are texts."""

    letters: NDArray[np.uint8]
    starts: Longs

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        """Return these texts."""
        encoded = [text.encode() for text in texts]
        starts = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(one) for one in encoded], out=starts[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, place: int) -> str:
        if not 0 <= place < len(self):
            raise IndexError(place)
        return self.letters[self.starts[place] : self.starts[place + 1]].tobytes().decode()

    def __iter__(self) -> Iterator[str]:
        whole, ends = self.letters.tobytes(), self.starts.tolist()
        return (whole[start:end].decode() for start, end in pairwise(ends))
