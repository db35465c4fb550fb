"""What can go wrong with a record, in a sentence for the user."""

from __future__ import annotations


class RecordError(Exception):
    """The record cannot be opened, or does not hold what was asked of it."""


class Conflict(RecordError):
    """Another coder was first: the event was reviewed since it was looked at."""
