"""The docs run: code blocks are executed, commands exist, generated pages are up to date, links lead somewhere."""

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest

from saksi.codebook import Codebook

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "README.id.md", *(ROOT / "docs").glob("*.md")])


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_docs", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "python")], ids=name)
def test_python_blocks_run_one_after_the_other(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    known: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block, name(page), "exec"), known)  # noqa: S102 - the project's own docs
    if "report" in known:
        assert known["report"].events, "the example finds no event"  # type: ignore[attr-defined]
    assert capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_in_the_docs_exist_with_their_options(page: Path, generator: ModuleType) -> None:
    known = generator.cli_page()
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    lines = [line.split("#")[0].strip() for block in blocks(page, "sh") for line in block.splitlines()]
    for line in filter(None, lines):
        words = shlex.split(line.split(">")[0])
        if words[0] == "make":
            assert re.search(rf"^{words[1]}:", makefile, re.MULTILINE), line
            continue
        assert words[0] == "saksi", line
        inner = f"## saksi {' '.join(words[1:3])}\n"  # of a group of commands
        section = known.split(inner if inner in known else f"## saksi {words[1]}\n")[1].split("\n## ")[0]
        for option in (w for w in words if w.startswith("--")):
            assert f"`{option}" in section, line


@pytest.mark.parametrize("page", ["report.md", "codebook.md", "cli.md"])
def test_a_generated_page_is_up_to_date(page: str, generator: ModuleType) -> None:
    written = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert written == generator.pages()[page], "run `make docs`"


def test_every_type_and_mode_is_in_the_docs() -> None:
    text = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    for kind in Codebook.load().types.values():
        section = text.split(f"### {kind.name}\n")[1].split("\n### ")[0]
        assert [mode for mode in kind.modes if f"`{mode}`" not in section] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_inside_the_project_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?:", target):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.is_file(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", found.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings}, target


def test_both_readmes_tell_the_same() -> None:
    english, indonesian = ROOT / "README.md", ROOT / "README.id.md"
    assert blocks(english, "python") == blocks(indonesian, "python")
    for pattern in (r"^## ", r"^- ", r"^\| "):
        count = [len(re.findall(pattern, p.read_text(encoding="utf-8"), re.MULTILINE)) for p in (english, indonesian)]
        assert count[0] == count[1], pattern


def test_the_picture_is_light_enough_for_a_readme() -> None:
    picture = ROOT / "docs" / "images" / "report.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 400_000
