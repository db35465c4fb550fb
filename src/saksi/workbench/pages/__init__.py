"""The pages, one module each: a new one is added to ``ROUTERS`` and, if it belongs in the bar, to navigation.yaml."""

from saksi.workbench.pages import home, login, preferences, reader

ROUTERS = (home.router, login.router, preferences.router, reader.router)
