"""The pages, one module each: a new one is added to ``ROUTERS`` and, if it belongs in the bar, to navigation.yaml."""

from saksi.workbench.pages import dossier, events, home, login, pictures, preferences, reader, sharing, stories, watch

ROUTERS = tuple(
    module.router for module in (home, login, preferences, events, sharing, reader, pictures, dossier, stories, watch)
)
