"""A whole library at once: the meaning of `matcher.evaluate`, worked out for all trials with operations on arrays.

What a window or a command uses::

    library = CompiledLibrary.of(trials)                   # once; or `matcher.library_cache.open_library`
    standings = library.standings(profile, on)             # after every change, all of it afresh
    standings.verdicts, standings.unknown, standings.order # arrays: a place a trial, and the ranking
    standings.counts                                       # how many trials stand in each way
    library.names.titles[row]                              # a title, where it is shown
    library.match(row, profile, standings)                 # one trial's reasons, by the reference evaluator

How it works: equal rules share one node (`sharing`); every distinct leaf is judged once a patient by the reference
evaluator, leaves that differ in a limit only in a chain (`leaves`); compositions follow as least values of whole
arrays (`graph`, `states`); trials are lists of literals that are counted (`asked`); what time cures is found by
following the few nodes that time moves over the days on which anything turns (`courses`); the ranking is one sort of
packed keys (`standings`). Trials of which a person has answered criteria are left to the reference. Everything equals
`matcher.engine` and `matcher.ranking` in every case, ties included; property tests say so.

A compiled library never changes, and may be used by several threads.
"""

from matcher.compiled.library import CompiledLibrary, Judgement
from matcher.compiled.standings import NEVER, Standings

__all__ = ["NEVER", "CompiledLibrary", "Judgement", "Standings"]
