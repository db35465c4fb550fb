"""Many articles into the record: in shards, by several processes or machines, resumable after a kill at any moment.

``saksi.batch.ingest`` runs it all; processes that only read import neither it nor the record.

>>> from saksi.batch import Settings
>>> Settings().seconds
120.0
"""

from __future__ import annotations

from saksi.batch.settings import EngineError, Settings

__all__ = ["EngineError", "Settings"]
