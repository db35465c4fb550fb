"""Saksi reads Indonesian news of conflict and diplomacy into checkable event records.

>>> import saksi
>>> report = saksi.read("...", published="2016-12-01")  # doctest: +SKIP
"""

__version__ = "0.1.0"
