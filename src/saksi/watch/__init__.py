"""The embargo watch: which arms embargo was in force on a day, and what it says of a reported or possible transfer.

Each finding is a lead for a person to check. It is no legal advice.
"""

from saksi.watch.annotate import annotate
from saksi.watch.parties import resolve
from saksi.watch.rule import judge, judge_between
from saksi.watch.transfer import Party, Transfer

__all__ = ["Party", "Transfer", "annotate", "judge", "judge_between", "resolve"]
