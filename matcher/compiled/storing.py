"""A compiled library as bytes, and back: arrays under a checksum, of which nothing is believed before it is checked.

The form is the program's own and no public format: a file of another version, for other trials or with a single
changed byte is refused, and the library is compiled again.
"""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, Final, Literal, TypeVar, cast
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from matcher.compiled.asked import Asked
from matcher.compiled.graph import FIXED, Op, in_blocks
from matcher.compiled.leaves import Chain, Leaves
from matcher.compiled.library import CompiledLibrary, Names, Rules
from matcher.compiled.sharing import read_rules, written
from matcher.compiled.standings import Fixed
from matcher.compiled.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from criteria.trial import Trial
    from matcher.compiled.graph import Graph
    from matcher.compiled.states import Flags, Longs

MAGIC: Final = b"zebramatch-compiled/1\n"
_DIGEST: Final = hashlib.sha256().digest_size
_ENDS: Final[tuple[Literal["low", "high"], ...]] = ("low", "high")
Scalar = TypeVar("Scalar", bound=np.generic)
Array = NDArray[np.generic]
Arrays = dict[str, Array]


class DamagedError(ValueError):
    """Stored bytes that are not what was stored, or not what is asked for."""


def stored(library: CompiledLibrary, key: str, extras: Mapping[str, Array]) -> bytes:
    """Return a library as bytes; `key` says what it was compiled from, `extras` are kept beside it."""
    arrays: Arrays = {"key": _letters(key), **{f"extra_{name}": array for name, array in extras.items()}}
    arrays |= _of_trials(library) | _of_leaves(library.rules.leaves) | _of_graph(library.rules.graph)
    stream = io.BytesIO()
    np.savez(stream, allow_pickle=False, **arrays)
    content = stream.getvalue()
    return b"".join((MAGIC, hashlib.sha256(content).digest(), content))


def restored(content: bytes, key: str, trial_at: Callable[[int], Trial]) -> tuple[CompiledLibrary, Arrays]:
    """Return the library that was stored, and what was kept beside it.

    Raises:
        DamagedError: when the bytes are damaged, of another version, or of other trials.
    """
    start = len(MAGIC) + _DIGEST
    body = memoryview(content)[start:]
    if content[: len(MAGIC)] != MAGIC or hashlib.sha256(body).digest() != content[len(MAGIC) : start]:
        raise DamagedError
    try:
        with np.load(io.BytesIO(body), allow_pickle=False) as archive:
            arrays: Arrays = {name: archive[name] for name in archive.files}
        if bytes(arrays["key"].tobytes()) != key.encode():
            raise DamagedError
        library = _library(arrays, trial_at)
    except (BadZipFile, KeyError, ValueError, IndexError, EOFError, OverflowError):
        raise DamagedError from None
    return library, {name.removeprefix("extra_"): array for name, array in arrays.items() if name.startswith("extra_")}


def _of_trials(library: CompiledLibrary) -> Arrays:
    asked, fixed, names = library.rules.asked, library.fixed, library.names
    return {
        "literals": asked.literals.astype(np.int32),
        "names": asked.names,
        "groups": asked.groups,
        "trials": asked.trials,
        "has_cohorts": asked.has_cohorts,
        "at_best_possible": library.at_best_possible,
        "is_label": fixed.is_label,
        "is_recruiting": fixed.is_recruiting,
        "by_id": fixed.by_id,
        **_of_texts("ids", names.trials),
        **_of_texts("titles", names.titles),
        **_of_texts("criteria", names.criteria),
    }


def _of_leaves(leaves: Leaves) -> Arrays:
    chains = leaves.chains
    return {
        **_of_texts("singles", Texts.of(written(rule) for rule in leaves.singles)),
        **_of_texts("chains", Texts.of(written(chain.rule) for chain in chains)),
        "chain_ends": np.array([_ENDS.index(chain.end) for chain in chains], np.int8),
        "chain_stems": np.array([chain.stem for chain in chains], np.int32),
        "chain_sizes": np.array([len(chain.limits) for chain in chains], np.int64),
        "limits": _joined([chain.limits for chain in chains], np.dtype(np.float64)),
        "is_open": _joined([chain.is_open for chain in chains], np.dtype(np.bool_)),
    }


def _of_graph(graph: Graph) -> Arrays:
    table = [(block.op, *block.parts.shape) for block in graph.blocks]
    counts = [block.counts for block in graph.blocks if block.counts is not None]
    return {
        "blocks": np.array(table, np.int64).reshape(-1, 3),
        "parts": _joined([block.parts.ravel() for block in graph.blocks], np.dtype(np.int64)),
        "counts": _joined(counts, np.dtype(np.int32)),
    }


def _joined(arrays: Sequence[Array], kind: np.dtype[np.generic]) -> Array:
    return np.concatenate([np.empty(0, kind), *arrays]).astype(kind)


def _letters(text: str) -> Array:
    return np.frombuffer(text.encode(), np.uint8)


def _of_texts(name: str, texts: Texts) -> Arrays:
    return {f"{name}_letters": texts.letters, f"{name}_starts": texts.starts}


def _library(arrays: Arrays, trial_at: Callable[[int], Trial]) -> CompiledLibrary:
    leaves = _leaves(arrays)
    graph = _graph(arrays, leaves.size)
    size = len(_array(arrays, "by_id", np.int32))
    flags = [_flags(arrays, name, size) for name in ("is_label", "is_recruiting", "at_best_possible")]
    by_id = _array(arrays, "by_id", np.int32)
    _check(np.array_equal(np.sort(by_id), np.arange(size)))
    names = Names(_texts(arrays, "ids", size), _texts(arrays, "titles", size), _texts(arrays, "criteria"))
    asked = _asked(arrays, size, 2 * graph.size, len(names.criteria))
    fixed = Fixed(flags[0], flags[1], by_id)
    return CompiledLibrary(Rules(graph, leaves, asked), names, fixed, flags[2], trial_at)


def _asked(arrays: Arrays, size: int, literals: int, names: int) -> Asked:
    asked = _array(arrays, "literals", np.int32).astype(np.int64)
    named = _array(arrays, "names", np.int32)
    trials = _starts(arrays, "trials", least=1)
    groups = _starts(arrays, "groups", least=1)
    _check(len(trials) == size + 1 and trials[-1] == len(groups) - 1 and groups[-1] == len(asked) == len(named))
    _check(_within(asked, 0, literals) and _within(named, -1, names))
    return Asked(asked, named, groups, trials, _flags(arrays, "has_cohorts", size))


def _leaves(arrays: Arrays) -> Leaves:
    singles = read_rules(_texts(arrays, "singles"))
    rules = read_rules(_texts(arrays, "chains"))
    ends = _array(arrays, "chain_ends", np.int8)
    sizes = _array(arrays, "chain_sizes", np.int64)
    stems = _array(arrays, "chain_stems", np.int32)
    limits, is_open = _array(arrays, "limits", np.float64), _array(arrays, "is_open", np.bool_)
    _check(
        len(rules) == len(ends) == len(sizes) == len(stems)
        and sizes.min(initial=1) > 0
        and _within(ends, 0, len(_ENDS))
    )
    _check(int(sizes.sum()) == len(limits) == len(is_open) and bool(np.isfinite(limits).all()))
    begin, first, chains = 0, FIXED + len(singles), []
    for rule, end, stem, size in zip(rules, ends.tolist(), stems.tolist(), sizes.tolist(), strict=True):
        members = slice(begin, begin + size)
        chains.append(Chain(rule, _ENDS[end], stem, first + begin, limits[members], is_open[members]))
        begin += size
    return Leaves(singles, chains, first + begin)


def _graph(arrays: Arrays, leaves: int) -> Graph:
    table = arrays["blocks"]
    _check(table.dtype == np.int64 and table.ndim == 2 and table.shape[1] == 3)  # noqa: PLR2004 - op, parts, nodes
    parts, counts = _array(arrays, "parts", np.int64), _array(arrays, "counts", np.int32)
    return in_blocks(leaves, list(_blocks(table.tolist(), parts, counts, leaves)))


def _blocks(
    table: Sequence[Sequence[int]], parts: Longs, counts: NDArray[np.int32], leaves: int
) -> Iterator[tuple[Op, Longs, NDArray[np.int32] | None]]:
    first = begin = counted = 0
    for kind, height, width in table:
        op = Op(kind)
        _check(width > 0 and height == {Op.WHEN: 3, Op.PARTIAL: 1}.get(op, max(1, height)))
        some = parts[begin : begin + height * width]
        _check(len(some) == height * width and _within(some, 0, 2 * (leaves + first)))
        asked = None
        if op is Op.AT_LEAST:
            asked, counted = counts[counted : counted + width], counted + width
            _check(len(asked) == width and _within(asked, 1, height + 1))
        yield op, some.reshape(height, width), asked
        begin, first = begin + height * width, first + width
    _check(begin == len(parts) and counted == len(counts))


def _texts(arrays: Arrays, name: str, size: int | None = None) -> Texts:
    letters = _array(arrays, f"{name}_letters", np.uint8)
    starts = _starts(arrays, f"{name}_starts", least=0)
    _check(int(starts[-1]) == len(letters) and size in (None, len(starts) - 1))
    letters.tobytes().decode()
    begins = letters[starts[starts < len(letters)]]
    _check(not bool(((begins & 0xC0) == 0x80).any()))  # noqa: PLR2004 - no text begins inside a letter
    return Texts(letters, starts)


def _starts(arrays: Arrays, name: str, least: int) -> Longs:
    starts = _array(arrays, name, np.int64)
    _check(len(starts) > 0 and int(starts[0]) == 0 and int(np.diff(starts).min(initial=least)) >= least)
    return starts


def _flags(arrays: Arrays, name: str, size: int) -> Flags:
    flags = _array(arrays, name, np.bool_)
    _check(len(flags) == size)
    return flags


def _array(arrays: Arrays, name: str, kind: type[Scalar]) -> NDArray[Scalar]:
    array = arrays[name]
    _check(array.dtype == kind and array.ndim == 1)
    return cast("NDArray[Scalar]", array)


def _within(array: NDArray[np.signedinteger], low: int, end: int) -> bool:
    return not array.size or (int(array.min()) >= low and int(array.max()) < end)


def _check(holds: bool) -> None:  # noqa: FBT001 - what is checked is said by the caller
    if not holds:
        raise DamagedError
