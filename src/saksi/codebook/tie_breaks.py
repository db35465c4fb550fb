"""PLOVER's rules for acts that are promised rather than done (manual, section on verbal and material cooperation)."""

from __future__ import annotations

# Promised cooperation is an agreement, a promised retreat a concession: the promise itself is the act, so it is actual.
_PROMISE = {
    "CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE",
}  # fmt: skip
_IS_PROMISE = frozenset({"AGREE", "CONCEDE"})


def tie_break(type: str, mode: str | None, status: str, override: str | None = None) -> tuple[str, str | None, str]:
    """Type, mode and status under which an act with ``status`` is recorded.

    Future CONSULT, SUPPORT, COOPERATE and AID by the actor's own will become AGREE, future RETREAT becomes CONCEDE,
    both actual and without a mode, because AGREE and CONCEDE *are* the promise. Other future acts keep their type.
    ``override`` is a frame's own word on what its future is (``Frame.future``).
    """
    if status == "future":
        kind = override or _PROMISE.get(type, type)
        if kind != type:
            return kind, None, "actual"
        if type in _IS_PROMISE:
            return type, mode, "actual"
    return type, mode, status
