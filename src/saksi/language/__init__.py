"""The trained Indonesian spaCy pipeline and Indonesian affixes."""

from saksi.language.quick_import import import_numpy, import_spacy

import_numpy()
import_spacy()  # both before anything below imports them its own way

from saksi.language.pipeline import load, root  # noqa: E402

__all__ = ["load", "root"]
