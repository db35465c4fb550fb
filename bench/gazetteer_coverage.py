"""How far the gazetteer alone gets: country and sectors of the parties in the annotated articles.

``SAKSI_DATA=/path/to/data python -m bench.gazetteer_coverage [train] [dev] [--missing]``
where the folder holds ``gold/{train,dev}_articles.jsonl`` and ``gold/{train,dev}_gold.jsonl``. An entity counts as
known if its name or an alias is; the words are looked at without their context. ``--missing`` lists the rest.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from saksi.gazetteer import Gazetteer

WORDS = re.compile(r"\w[\w.'/-]*\w|\w|[^\w\s]")


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line]


def judge(g: Gazetteer, form: str, on: date) -> tuple[str | None, tuple[str, ...]] | None:
    """Country and sectors of one surface form: as a name, as a person, or as a role beside a country's name."""
    entry = g.lookup(form)
    if entry is not None:
        return entry.country, entry.sectors
    office = g.holder(form, on)
    if office is not None:
        return office.country, office.sectors
    words = WORDS.findall(form)
    roles, named = g.find_roles(words), g.find_all(words)
    people = g.find_holders(words)
    if people:
        office = g.holder(people[-1][2], on)
        if office is not None:
            return office.country, office.sectors
    if not roles and not named:
        return None
    country = roles[0][2].country if roles else None
    sectors = next((role.sectors for _, _, role in roles if role.sectors), ())
    for _, _, entry in named:
        country = country or entry.country
        sectors = sectors or (entry.sectors if entry.category != "country" or not roles else ())
    return country, sectors


def measure(g: Gazetteer, folder: Path, split: str, missing: bool) -> None:
    published = {a["id"]: date.fromisoformat(a["published"]) for a in read(folder / f"{split}_articles.jsonl")}
    count: Counter[str] = Counter()
    for article in read(folder / f"{split}_gold.jsonl"):
        on = published[article["id"]]
        for entity in article["entities"]:
            found = [judge(g, form, on) for form in (entity["name"], *entity["aliases"])]
            known = [f for f in found if f is not None]
            country = next((f[0] for f in known if f[0]), None)
            sectors = next((f[1] for f in known if f[1]), ())
            count["entities"] += 1
            count["known"] += bool(known)
            wrong = []
            if entity["country"]:
                count["with country"] += 1
                count["country found"] += country is not None
                count["country right"] += country == entity["country"]
                if country is not None and country != entity["country"]:
                    wrong.append(f"country {country} for {entity['country']}")
                elif country is None and entity["kind"] in ("organisation", "country", "place"):
                    wrong.append("no country")
            if entity["sectors"]:
                count["with sectors"] += 1
                count["sectors found"] += bool(sectors)
                count["sectors overlap"] += bool(set(sectors) & set(entity["sectors"]))
                if sectors and not set(sectors) & set(entity["sectors"]):
                    wrong.append(f"sectors {' '.join(sectors)} for {' '.join(entity['sectors'])}")
                elif not sectors and entity["kind"] != "person":
                    wrong.append("no sectors")
            if missing and wrong:
                print(split, entity["kind"], "|", entity["name"], "|", entity["aliases"][:3], "|", "; ".join(wrong))
    total = count["entities"]
    print(
        f"{split}: {total} entities, known {count['known'] / total:.3f}; "
        f"country right {count['country right'] / count['with country']:.3f} of all, "
        f"{count['country right'] / max(1, count['country found']):.3f} of found; "
        f"sectors overlap {count['sectors overlap'] / count['with sectors']:.3f} of all, "
        f"{count['sectors overlap'] / max(1, count['sectors found']):.3f} of found"
    )


def main() -> None:
    data = os.environ.get("SAKSI_DATA")
    if not data:
        sys.exit("Set SAKSI_DATA to the folder that holds gold/train_gold.jsonl and gold/dev_gold.jsonl.")
    splits = [a for a in sys.argv[1:] if not a.startswith("-")] or ["train", "dev"]
    for split in splits:
        measure(Gazetteer.load(), Path(data) / "gold", split, "--missing" in sys.argv)


if __name__ == "__main__":
    main()
