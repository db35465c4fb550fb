"""The pages, one module each: a new one is added to ``ROUTERS`` and, if it belongs in the bar, to navigation.yaml."""

from saksi.workbench.pages import events, home, login, preferences, reader, sharing

ROUTERS = tuple(module.router for module in (home, login, preferences, events, sharing, reader))
