"""What Saksi knows of the world: countries, capitals, bodies, armed groups, media, roles, dated offices and places."""

from saksi.gazetteer.entries import Entry, Kind, Office, PlaceEntry, Role
from saksi.gazetteer.store import Gazetteer

__all__ = ["Entry", "Gazetteer", "Kind", "Office", "PlaceEntry", "Role"]
