"""Saksi's own codebook files: where they are, what they hold, and a hash that tells when they changed."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

INDEX = "index.json"
_FORMAT = b"2"  # of the compiled form: a new one makes older indexes stale
_AFFIXES = ("affixes.py", "affixes.yaml")
_PARTS = ("types", "contexts", "light_verbs", "word_sets")


def data_folder() -> Traversable:
    """The folder of Saksi's own codebook files."""
    return resources.files(__package__).joinpath("data")


@cache
def _files() -> tuple[tuple[str, bytes], ...]:
    folder = data_folder()
    names = [f"{part}.yaml" for part in _PARTS]
    names += sorted(
        f"frames/{item.name}" for item in folder.joinpath("frames").iterdir() if item.name.endswith(".yaml")
    )
    files = [(name, folder.joinpath(name).read_bytes()) for name in names]
    language = resources.files("saksi").joinpath("language")  # importing the language room would load its pipeline
    # the surfaces come from the affixes, so the index goes stale with them too
    files += [(name, language.joinpath(name).read_bytes()) for name in _AFFIXES]
    return tuple(files)


@cache
def version_of_files() -> str:
    """A short hash of the contents of Saksi's own codebook files."""
    digest = hashlib.blake2b(_FORMAT, digest_size=6)
    for name, content in _files():
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def read_files() -> dict[str, Any]:
    """Saksi's own codebook as one raw mapping; a frame file's name is the type of its frames."""
    import yaml

    raw: dict[str, Any] = {"frames": []}
    for name, content in _files():
        if name in _AFFIXES:
            continue
        part = yaml.load(content, Loader=yaml.CSafeLoader)
        if name.startswith("frames/"):
            kind = name.removeprefix("frames/").partition(".")[0].upper()
            raw["frames"].extend({**frame, "type": kind} for frame in part or ())
        else:
            raw[name.removesuffix(".yaml")] = part
    return raw
