"""Which trials a person wants to see: filters hide rows of the window's list, and change no order, verdict or paper."""

from matcher.filters.kinds import FILTERS
from matcher.filters.model import NOT_KNOWN, Choice, Filter, Narrowing, Standing

__all__ = ["FILTERS", "NOT_KNOWN", "Choice", "Filter", "Narrowing", "Standing"]
