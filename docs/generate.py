"""Writes the reference pages that follow from the code: report.md, codebook.md, cli.md. Run it with `make docs`."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable
from enum import Enum
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args, get_type_hints

import typer
import yaml
from typer.models import ArgumentInfo

from saksi import report as report_module
from saksi.cli import app
from saksi.codebook import Codebook
from saksi.export.labels import Labels
from saksi.report import Model, Report, json_schema

HERE = Path(__file__).parent
NOTE = "<!-- Written by docs/generate.py: change the code, then run `make docs`. -->\n\n"

CODEBOOK_INTRO = """# The codebook

Saksi codes events by PLOVER 2.0 (Open Event Data Alliance). A *frame* is one Indonesian way to tell an act of one type:
a root with its affixes, a noun, a phrase, and what must or must not stand near it. Frames are YAML under
`src/saksi/codebook/data/frames/`, one file a type, with example sentences beside each rule; every example is run as a
test.

There are {types} types and {frames} frames. The quad classes are 1 verbal cooperation, 2 material cooperation, 3 verbal
conflict, 4 material conflict. Scores run from -10 (conflict) to 10 (cooperation).
"""
CODEBOOK_OWN = """## Frames of your own

`saksi read --codebook my-frames.yaml` adds the frames of a file to the shipped ones; a frame with a known `id` takes
the shipped one's place. The file may also bring `types`, `word_sets`, `contexts` and `light_verbs`; with
`replace: true` it stands in the place of the whole codebook, so that another ontology can be read for.

```yaml
frames:
- id: beri-rumah
  type: AID
  root: beri
  verb: [me, me-kan]
  object: [rumah, hunian]
  recipient: [kepada, untuk, object]
  examples: ["Pemerintah memberikan hunian kepada pengungsi."]
```

```sh
saksi codebook check my-frames.yaml   # what is wrong with it, with file and line
saksi codebook types                  # the types with their modes and scores
saksi read berita.txt --codebook my-frames.yaml
```

`saksi codebook check` ends with exit code 0 when the file is sound, 1 when some of its entries are not, 2 when it
cannot be read as a codebook at all.

## Measuring a change

`saksi score` compares reports with articles that people annotated, overall and for each type. Without reports it reads
the articles itself; `--errors` lists acts that only one side has, with their sentence and with what the reader noted
there.

```sh
saksi score articles.jsonl gold.jsonl --codebook my-frames.yaml --errors 20
saksi score articles.jsonl gold.jsonl reports.jsonl
```

An annotated act counts as found when the report has an act of its type in one of its sentences; each reported act
answers for one annotated act. Names agree when all words of one form stand in a form of the other.
"""


def main() -> None:
    """Write every generated page."""
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """The generated pages by file name."""
    return {"report.md": report_page(), "codebook.md": codebook_page(), "cli.md": cli_page()}


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in lines) + "\n"


def _prose(text: str | None) -> str:
    """A docstring in Markdown: single backticks, paragraphs kept."""
    cleaned = inspect.cleandoc(text or "").replace("``", "`")
    return re.sub(r"(?<!\n)\n(?!\n)", " ", cleaned)


def _shape(field: dict[str, Any]) -> str:
    """A JSON Schema type in words: "list of spans", "string or null"."""
    if "$ref" in field:
        name = field["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in field:
        return " or ".join(_shape(option) for option in field["anyOf"])
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if field.get("type") == "array" and "prefixItems" in field:
        return "span"
    if field.get("type") == "array":
        return f"list of {_shape(field['items'])}"
    if field.get("type") == "object":
        return "object"
    bounds = "".join(f" {sign} {field[key]:g}" for key, sign in (("minimum", "≥"), ("maximum", "≤")) if key in field)
    return f"{field['type']}{bounds}"


def report_page() -> str:
    """The report's fields, from its JSON Schema."""
    schema = json_schema()
    shapes: dict[str, Any] = {"Report": schema, **schema["$defs"]}
    parts = [
        "# The report\n",
        _prose(report_module.__doc__) + "\n",
        "A *span* is `[start, end]`: two character offsets into `article.text`, end exclusive, so that in Python "
        "`text[start:end]` are the words. `saksi schema` prints the JSON Schema.\n",
    ]
    classes = [
        c for _, c in inspect.getmembers(report_module, inspect.isclass) if issubclass(c, Model) and c is not Model
    ]
    classes.sort(key=lambda c: (c is not Report, inspect.getsourcelines(c)[1]))
    for made in classes:
        shape = shapes[made.__name__]
        required = set(shape.get("required", []))
        rows = []
        for name, field in shape["properties"].items():
            empty = "" if name in required else f"`{json.dumps(field['default'])}`" if "default" in field else "`[]`"
            empty = "`{}`" if field.get("type") == "object" else empty
            rows.append([f"`{name}`", _shape(field), "always" if name in required else empty])
        parts += [f"## {made.__name__}\n", _prose(made.__doc__) + "\n", _table(["field", "what", "when unset"], rows)]
    return NOTE + "\n".join(parts)


def codebook_page() -> str:
    """Types, modes, scores, frame counts and examples, from the codebook's data."""
    book = Codebook.load()
    english, indonesian = Labels("en"), Labels("id")
    frames = _frames()
    rows, details = [], []
    for kind in book.types.values():
        own = frames.get(kind.name, [])
        rows.append(
            [f"[{kind.name}](#{kind.name.lower()})", str(kind.quad), f"{kind.score:g}", kind.gloss, str(len(own))]
        )
        modes = [f"`{mode}` {score:g}" if score is not None else f"`{mode}`" for mode, score in kind.modes.items()]
        examples = [e for frame in own for e in frame.get("examples", []) if isinstance(e, str)][:4]
        details += [
            f"### {kind.name}\n",
            f"{kind.gloss.capitalize()} ({kind.gloss_id}). Quad class {kind.quad}, {english('quads', str(kind.quad))}; "
            f"score {kind.score:g}; in reports “{english('types', kind.name)}”, “{indonesian('types', kind.name)}”.\n",
        ]
        details += [f"Modes: {', '.join(modes)}.\n"] if modes else []
        details += ["\n".join(f"- *{example}*" for example in examples) + "\n"] if examples else []
    intro = CODEBOOK_INTRO.format(types=len(book.types), frames=sum(map(len, frames.values())))
    table = _table(["type", "quad", "score", "what", "frames"], rows)
    return NOTE + "\n".join([intro, table, CODEBOOK_OWN, "## The types\n", *details])


def _frames() -> dict[str, list[dict[str, Any]]]:
    """The shipped frames as they are written, by type."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(files("saksi.codebook").joinpath("data", "frames").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".yaml"):
            listed = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            kind = path.name.removesuffix(".yaml").upper()
            for frame in listed or []:
                found.setdefault(frame.get("type", kind), []).append(frame)
    return found


def cli_page() -> str:
    """Every command with its arguments and options, from the functions behind them."""
    parts = ["# The command line\n", *_commands("saksi", app)]
    parts += [
        "## Exit codes\n",
        _table(
            ["code", "meaning"],
            [
                ["0", "everything was read"],
                ["1", "some items of a folder or collection could not be read; each is named on standard error"],
                ["2", "an input or an argument that you named could not be used"],
            ],
        ),
        "Problems are one line each on standard error; reports go to standard output or to `--output`.\n",
    ]
    return NOTE + "\n".join(parts)


def _commands(path: str, group: typer.Typer) -> list[str]:
    root = group.registered_callback.callback if group.registered_callback else None
    parts = [f"## {path}\n", f"{group.info.help or inspect.getdoc(root) or ''}\n"]
    if root:
        parts += _parameters(path, root)
    for command in group.registered_commands:
        if command.callback is not None and not command.hidden:
            inner = f"{path} {command.name or command.callback.__name__.replace('_', '-')}"
            parts += [f"## {inner}\n", f"{command.help or inspect.getdoc(command.callback)}\n"]
            parts += _parameters(inner, command.callback)
    for nested in group.registered_groups:
        if nested.typer_instance is not None:
            parts += _commands(f"{path} {nested.name}", nested.typer_instance)
    return parts


def _parameters(path: str, function: Callable[..., Any]) -> list[str]:
    """The usage line and the table of what a command takes."""
    hints = get_type_hints(function, include_extras=True)
    usage, rows, optional = [path], [], False
    for name, parameter in inspect.signature(function).parameters.items():
        kind, info = get_args(hints[name])[:2]
        if isinstance(info, ArgumentInfo):
            shown = info.metavar or name.upper()
            usage.append(shown)
        else:
            optional = True
            # inside Annotated, typer takes the first name of an option for its default
            named = [d for d in (info.default, *(info.param_decls or ())) if str(d).startswith("--")]
            shown = next(iter(named), f"--{name.replace('_', '-')}") + _value(kind)
        default = getattr(parameter.default, "value", parameter.default)
        told = f" Default: `{default}`." if default not in (None, False, inspect.Parameter.empty) else ""
        rows.append([f"`{shown}`", (info.help or "") + told])
    usage += ["[OPTIONS]"] * optional
    table = [_table(["argument or option", "meaning"], rows)] if rows else []
    return [f"```text\n{' '.join(usage)}\n```\n", *table]


def _value(kind: Any) -> str:
    """What an option takes: nothing, one of a set, a number, a path, a text."""
    kinds = [k for k in get_args(kind) or (kind,) if k is not type(None)]
    one = kinds[0]
    if one is bool:
        return ""
    if inspect.isclass(one) and issubclass(one, Enum):
        return " " + "|".join(str(member.value) for member in one)
    return {int: " NUMBER", float: " NUMBER", Path: " PATH"}.get(one, " TEXT")


if __name__ == "__main__":
    main()
