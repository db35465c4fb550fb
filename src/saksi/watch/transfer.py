"""What is judged: a transfer, and the parties to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from saksi.watch.regimes import Named

Kind = Literal["state", "force", "unknown"]


@dataclass(frozen=True, slots=True)
class Party:
    """Who supplies or receives.

    ``country`` is ISO 3166 alpha-3. A "state" stands for its recognised government and that government's services, a
    "force" for anyone armed outside it; of an "unknown" only the name is had. ``named`` are the entries of regimes that
    the name leads to (the day decides which of them holds), ``near`` the known names nearest to an unknown one.
    """

    name: str
    country: str | None = None
    kind: Kind = "unknown"
    named: tuple[Named, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transfer:
    """A supply of ``what`` (a class of ``goods.yaml``), reported, asked for, promised or only thought of.

    ``destination`` is the country where it goes, if it is not the recipient's own; ``area`` the place within it, as
    named. Either party may be None: then nobody was named.
    """

    recipient: Party | None
    supplier: Party | None = None
    what: str = "arms"
    destination: str | None = None
    area: str | None = None
