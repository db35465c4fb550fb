"""The pages, one module each: a new one is added to ``ROUTERS`` and, if it belongs in the bar, to navigation.yaml."""

from saksi.workbench.pages import (
    adding,
    dossier,
    events,
    home,
    login,
    pictures,
    preferences,
    reader,
    review,
    sharing,
    stories,
    watch,
)

_MODULES = (home, adding, login, preferences, events, review, sharing, reader, pictures, dossier, stories, watch)
ROUTERS = tuple(module.router for module in _MODULES)
