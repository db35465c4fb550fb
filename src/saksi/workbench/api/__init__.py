"""The REST API under ``/api``, described by ``/api/openapi.json``."""

from saksi.workbench.api import lists, reading, reviews

ROUTERS = (reading.router, lists.router, reviews.router)
