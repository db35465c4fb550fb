import os
import subprocess
import sys
from pathlib import Path

_PROGRAM = """
import sys
from saksi.language.quick_import import import_spacy
import_spacy()
import spacy
assert "requests" not in sys.modules and "weasel" not in sys.modules
{then}
assert "weasel" in sys.modules
"""


def _run(then: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(then=then)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_spacy_info_works_after_a_quick_import():
    _run("assert spacy.info(silent=True)['spacy_version'] == spacy.__version__")


def test_the_command_line_of_spacy_can_be_used_without_another_import():
    _run("assert callable(spacy.cli.download)")


def test_the_command_line_of_spacy_can_be_imported():
    _run("import spacy.cli.evaluate\nfrom spacy.cli import info\nassert callable(spacy.cli.evaluate.evaluate)")


def test_a_spacy_that_is_imported_already_stays_as_it_is():
    program = (
        "import spacy, sys; before = sys.modules['spacy.cli']\n"
        "from saksi.language.quick_import import import_spacy\n"
        "import_spacy(); assert sys.modules['spacy.cli'] is before is spacy.cli"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_command_leaves_pytorch_out(tmp_path: Path) -> None:
    (tmp_path / "torch.py").write_text("import pathlib; pathlib.Path(__file__).with_name('asked').touch()")
    (tmp_path / "article.txt").write_text("Polisi menangkap dua orang di Medan.")
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-m", "saksi", "read", "article.txt", "--format", "jsonl"],
        capture_output=True, text=True, check=False, cwd=tmp_path, env=settings,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "asked").exists()
