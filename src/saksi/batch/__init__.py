"""Many articles into the record: in shards, by several processes or machines, resumable after a kill at any moment.

>>> from saksi.batch import Settings
>>> Settings().seconds
120.0
"""

from __future__ import annotations

from saksi.batch.ingest import Progress, Total, ingest
from saksi.batch.settings import EngineError, Settings

__all__ = ["EngineError", "Progress", "Settings", "Total", "ingest"]
