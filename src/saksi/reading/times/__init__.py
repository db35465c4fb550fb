"""When: the time expressions of an article, and the one that dates an act."""

from saksi.reading.times.event_date import as_date, choose_date, is_ahead, occasion_of, points_in, signs
from saksi.reading.times.finder import find_times

__all__ = ["as_date", "choose_date", "find_times", "is_ahead", "occasion_of", "points_in", "signs"]
