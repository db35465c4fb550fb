"""Holds today's figures against the pinned ones: a change that lowers one fails, a floor only ever rises."""

from __future__ import annotations

import json
import math
from pathlib import Path

Figures = dict[str, dict[str, float]]
SLACK = 0.003  # processors round the sums of 8-bit products differently


def hold(seen: Figures, path: Path, lift: bool) -> int:
    """Print what fell below its floor in ``path``; 1 if anything did. ``lift`` raises floors to today's figures."""
    floors: Figures = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    fallen = [
        f"{name} {key}: {seen[name][key]:.3f} is below the floor {floor:.2f}"
        for name, wanted in floors.items()
        if name in seen
        for key, floor in wanted.items()
        if key in seen[name] and seen[name][key] < floor
    ]
    print("\n" + ("\n".join(fallen) if fallen else "Every figure is at or above its floor."))
    if lift:
        for name, got in seen.items():
            for key, value in got.items():
                floor = math.floor((value - SLACK) * 100) / 100
                floors.setdefault(name, {})[key] = max(floor, floors.get(name, {}).get(key, 0.0))
        path.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 1 if fallen else 0
