"""Write the compiled index of Saksi's own codebook: ``python -m saksi.codebook``, after a change to its files."""

from __future__ import annotations

import json
from pathlib import Path

from saksi.codebook.book import compiled_now
from saksi.codebook.shipped import INDEX, data_folder


def main() -> None:
    """Compile the codebook files beside this module into ``data/index.json``."""
    target = Path(str(data_folder())) / INDEX
    data = compiled_now()
    # a frame a line, so that a change of one frame is a change of one line
    head = json.dumps({key: value for key, value in data.items() if key != "frames"}, ensure_ascii=False)
    frames = ",\n".join(json.dumps(frame, ensure_ascii=False, separators=(",", ":")) for frame in data["frames"])
    target.write_text(f'{head[:-1]}, "frames": [\n{frames}\n]}}\n', encoding="utf8")
    print(f"{len(data['frames'])} frames, {sum(len(f['surfaces']) for f in data['frames'])} surfaces -> {target}")


if __name__ == "__main__":
    main()
