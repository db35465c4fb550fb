"""The trained Indonesian spaCy pipeline and Indonesian affixes."""

from saksi.language.pipeline import load, root

__all__ = ["load", "root"]
