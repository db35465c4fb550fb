"""When: the time expressions of an article, and the one that dates an act."""

from saksi.reading.times.event_date import choose_date
from saksi.reading.times.finder import find_times
from saksi.reading.times.linked_date import linked_date

__all__ = ["choose_date", "find_times", "linked_date"]
