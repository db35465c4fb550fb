"""Imports numpy and spaCy the way a reader of articles needs them: without idle threads, without spaCy's command line.

``import spacy`` loads ``spacy.cli`` for one function, ``spacy.info``, and with it requests, jinja2, weasel and the
like: a fifth of the time to the first report. While spaCy is imported for the first time a placeholder stands in for
them; afterwards ``spacy.info``, ``spacy.cli`` and ``import spacy.cli`` work as ever, loaded when first asked for.
"""

from __future__ import annotations

import os
import sys
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType
from typing import Any

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
_PACKAGE, _MODULE = "spacy.cli", "spacy.cli.info"


def import_numpy() -> None:
    """Import numpy with one thread for its matrix products, unless it is imported or the user has set their number.

    One article's matrices are so small that a second thread waits longer than it works, and keeps another core busy.
    """
    if "numpy" in sys.modules or any(name in os.environ for name in _THREADS):
        return
    os.environ[_THREADS[0]] = "1"  # read by OpenBLAS as it is loaded, and not meant for programs started from here
    try:
        import numpy  # noqa: F401
    finally:
        del os.environ[_THREADS[0]]


def import_spacy() -> None:
    """Import spaCy; does nothing where it is imported already."""
    if "spacy" in sys.modules:
        return
    package, module = ModuleType(_PACKAGE), ModuleType(_MODULE)
    module.info = _info  # type: ignore[attr-defined]
    sys.modules[_PACKAGE], sys.modules[_MODULE] = package, module
    try:
        import spacy
    finally:
        del sys.modules[_PACKAGE], sys.modules[_MODULE]
    spec = find_spec(_PACKAGE)
    if spec is not None and spec.loader is not None:
        spec.loader = LazyLoader(spec.loader)
        later = sys.modules[_PACKAGE] = module_from_spec(spec)
        spec.loader.exec_module(later)
        setattr(spacy, "cli", later)  # noqa: B010 (spaCy's types do not know the attribute)


def _info(*args: Any, **options: Any) -> Any:
    """``spacy.info``, out of the module that was left out."""
    from spacy.cli.info import info

    return info(*args, **options)
