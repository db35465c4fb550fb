"""When: the time expressions of an article, and the one that dates an act."""

from saksi.reading.times.finder import find_times

__all__ = ["find_times"]
