"""Events: codebook matches placed in the tree, their slots filled, their status read, repeated tellings joined."""

from saksi.reading.events.assemble import find_events

__all__ = ["find_events"]
