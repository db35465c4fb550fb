"""The codebook as a whole: ontology, matching, light verbs, tie-breaks, users' files, the compiled index."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.codebook import Codebook, CodebookError, Match, check, plain, tie_break
from saksi.codebook.book import compiled_now
from saksi.codebook.shipped import INDEX, data_folder, version_of_files

BOOK = Codebook.load()


def matches(text: str, book: Codebook = BOOK, tag: str = "") -> list[Match]:
    words = text.split()
    return book.match(words, [tag] * len(words))


def kinds(text: str, book: Codebook = BOOK) -> list[str]:
    return [match.frame.type for match in matches(text, book)]


def test_plover_has_sixteen_types_in_four_quads() -> None:
    assert len(BOOK.types) == 16
    assert {kind.quad for kind in BOOK.types.values()} == {1, 2, 3, 4}
    assert BOOK.quad("AGREE") == 1
    assert BOOK.quad("ASSAULT") == 4


def test_scores_come_from_the_mode_or_else_the_type() -> None:
    assert BOOK.score("RETREAT", "disarm") == 10
    assert BOOK.score("RETREAT") == 6.5
    assert BOOK.score("REQUEST", "meet") == 0
    assert BOOK.score("PROTEST", "vandalize") == BOOK.score("PROTEST")


def test_every_type_has_frames_and_every_mode_is_reached() -> None:
    for name, kind in BOOK.types.items():
        frames = [frame for frame in BOOK.frames if frame.type == name]
        assert len(frames) >= 20
        reached = {frame.mode for frame in frames} | {cue.mode for frame in frames for cue in frame.modes}
        assert set(kind.modes) <= reached, f"{name}: no frame leads to {set(kind.modes) - reached}"


def test_longer_triggers_win() -> None:
    found = matches("Polisi menembak mati pelaku itu")
    assert [(match.start, match.end) for match in found] == [(1, 3)]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Israel menyerang Gaza", "active"),
        ("Gaza diserang Israel", "passive"),
        ("serangan Israel", "noun"),
        ("posisi yang mereka serang", "base"),
    ],
)
def test_voice(text: str, voice: str) -> None:
    assert voice in {match.voice for match in matches(text)}


def test_clitics_and_particles_are_looked_through() -> None:
    assert "ACCUSE" in kinds("Ia menuduhnya berbohong")
    assert "COERCE" in kinds("penahanannya dikritik")


def test_object_frames_need_their_object_in_the_same_sentence() -> None:
    assert "RETREAT" in kinds("Rusia menarik seluruh pasukannya dari kota itu")
    assert kinds("Rusia menarik perhatian . Pasukan itu diam") == []
    found = [match for match in matches("Pasukan itu ditarik dari kota") if match.frame.type == "RETREAT"]
    assert found[0].object == (0, 1)
    assert found[0].object_needed


def test_possessor_of_a_noun_act() -> None:
    by_poss = {match.frame.type: match.poss for match in matches("penangkapan aktivis")}
    assert by_poss["COERCE"] == "recipient"
    assert {match.poss for match in matches("serangan Israel")} == {"actor"}


def test_modes_come_from_the_words_around() -> None:
    assert [match.mode for match in matches("Mereka menyerang pos itu dengan drone")] == ["drone"]
    assert [match.mode for match in matches("Mereka menyerang pos itu")] == [None]


def test_tags_that_rule_a_verb_out() -> None:
    assert matches("diserang", tag="ADP") == []
    assert matches("diserang", tag="NOUN")  # a slip the tagger makes


def test_statement_verbs_are_no_events() -> None:
    for verb in ("mengatakan", "menyatakan", "menjelaskan", "menegaskan", "menuturkan"):
        assert matches(f"Menteri itu {verb} bahwa cuaca cerah") == []


def test_light_verbs() -> None:
    launch, receive, happen = BOOK.light_verb("melancarkan"), BOOK.light_verb("Menuai"), BOOK.light_verb("terjadi")
    assert launch is not None and launch.subject == "actor" and launch.voice == "active"
    assert receive is not None and receive.subject == "recipient"
    assert happen is not None and happen.subject is None
    assert BOOK.light_verb("makan") is None


def test_contexts() -> None:
    assert BOOK.contexts_of(["Rudal", "itu", "ditembakkan", "tentara"])[0] == "military"
    assert "human_rights" in BOOK.contexts_of(["laporan", "hak", "asasi", "manusia"])
    assert BOOK.contexts_of(["hujan", "turun"]) == []


@pytest.mark.parametrize(
    ("kind", "mode", "status", "expected"),
    [
        ("CONSULT", "visit", "future", ("AGREE", None, "actual")),
        ("SUPPORT", None, "future", ("AGREE", None, "actual")),
        ("COOPERATE", None, "future", ("AGREE", None, "actual")),
        ("AID", None, "future", ("AGREE", None, "actual")),
        ("RETREAT", "withdraw", "future", ("CONCEDE", None, "actual")),
        ("AGREE", None, "future", ("AGREE", None, "actual")),
        ("CONCEDE", None, "future", ("CONCEDE", None, "actual")),
        ("ASSAULT", "aerial", "future", ("ASSAULT", "aerial", "future")),
        ("SANCTION", "convict", "future", ("SANCTION", "convict", "future")),
        ("CONSULT", "visit", "negated", ("CONSULT", "visit", "negated")),
        ("AID", None, "actual", ("AID", None, "actual")),
        ("RETREAT", "release", "hypothetical", ("RETREAT", "release", "hypothetical")),
    ],
)
def test_tie_breaks(kind: str, mode: str | None, status: str, expected: tuple[str, str | None, str]) -> None:
    assert tie_break(kind, mode, status) == expected
    assert BOOK.tie_break(kind, mode, status) == expected


def test_a_frame_may_say_what_its_future_is() -> None:
    assert tie_break("ASSAULT", None, "future", "THREATEN") == ("THREATEN", None, "actual")


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf8")
    return path


def test_a_users_file_adds_and_overrides(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "frames:\n"
        "- {id: serang, type: PROTEST, root: serang, verb: [me]}\n"
        "- {id: baru, type: AID, phrase: [mengulurkan tangan], voice: active}\n",
    )
    assert check(path) == []
    book = Codebook.load(path)
    assert kinds("Mereka menyerang kantor", book) == ["PROTEST"]
    assert kinds("Jepang mengulurkan tangan", book) == ["AID"]
    assert book.version != BOOK.version
    assert kinds("Mereka menyerang kantor") == ["ASSAULT"]


def test_a_phrase_may_have_alternatives_and_words_that_may_be_missing(tmp_path: Path) -> None:
    extra = tmp_path / "own.yaml"
    extra.write_text(
        "frames:\n- {id: baru, type: CONCEDE, voice: active,\n"
        "   phrase: [akan|siap cabut+me|tidak_lagi_pakai+me (seluruh) pungutan]}\n",
        encoding="utf8",
    )
    book = Codebook.load(extra)
    for told in ("akan mencabut pungutan", "siap dicabut seluruh pungutan", "siap tidak lagi memakai pungutan"):
        found = [m for m in matches(f"Kantor itu {told} .", book) if m.frame.id == "baru"]
        assert [(m.start, m.end) for m in found] == [(2, 2 + len(told.split()))], told


def test_a_users_file_may_be_a_whole_ontology(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "replace: true\n"
        "types: {BURU: {quad: 4, score: -3, modes: {liar: -4}}}\n"
        "frames: [{id: buru, type: BURU, root: buru, verb: [me], mode: liar}]\n",
    )
    assert check(path) == []
    book = Codebook.load(path)
    assert list(book.types) == ["BURU"]
    assert kinds("Mereka memburu badak", book) == ["BURU"]
    assert book.score("BURU", "liar") == -4


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("- {id: x, type: ASSAULT, root: serang, verb: [mee]}", 1, "unknown affix pattern 'mee'"),
        ("frames:\n- {id: x, type: ASSAULT}\n", 2, "needs a trigger"),
        ("frames:\n- {id: a, type: AID, phrase: [x y]}\n- {id: b, type: WAR, phrase: [x]}\n", 3, "unknown type 'WAR'"),
        ("- {id: a, type: AID, phrase: [x], mode: aerial}", 1, "AID has no mode 'aerial'"),
        ("- {id: a, type: AID, phrase: [x], object: [$nix]}", 1, "unknown word set '$nix'"),
        ("- {id: a, type: AID, phrase: [x], actor: [unter]}", 1, "unknown argument slot 'unter'"),
        ("- {id: a, type: AID, phrase: [x], frobnicate: 1}", 1, "frobnicate"),
        ("- {id: a, type: AID, phrase: [x]}\n- {id: a, type: AID, phrase: [y]}\n", 2, "same id"),
        ("frames: [", 1, "not readable as YAML"),
        ("42", 1, "a codebook file holds a mapping"),
    ],
)
def test_check_names_file_line_and_trouble(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = write(tmp_path, text)
    found = check(path)
    assert found
    assert found[0].startswith(f"{path}:{line}:")
    assert says in found[0]
    with pytest.raises(CodebookError, match=r"mine\.yaml"):
        Codebook.load(path)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert "cannot be read" in check(tmp_path / "none.yaml")[0]


def test_the_index_is_fresh() -> None:
    shipped = json.loads(data_folder().joinpath(INDEX).read_text(encoding="utf8"))
    now = json.loads(json.dumps(compiled_now()))
    assert shipped["version"] == version_of_files(), "run python -m saksi.codebook after a change to its files"
    assert shipped == now


def test_matching_is_fast() -> None:
    words = ("Pasukan pemerintah menyerang posisi milisi di kota itu , kata juru bicara militer . " * 20).split()[:300]
    tags = [""] * len(words)
    BOOK.match(words, tags)
    best = min(_timed(words, tags) for _ in range(20))
    assert best < 0.004  # well under a millisecond on an idle core; room for a busy one


def _timed(words: list[str], tags: list[str]) -> float:
    begun = time.perf_counter()
    BOOK.match(words, tags)
    return time.perf_counter() - begun


@given(st.lists(st.text(max_size=12), max_size=40))
def test_any_words_are_matched_without_trouble(words: list[str]) -> None:
    for match in BOOK.match(words, ["X"] * len(words)):
        assert 0 <= match.start < match.end <= len(words)


@given(st.text(max_size=30))
def test_plain_is_stable_on_lower_case(word: str) -> None:
    assert plain(word) == plain(word.lower())


def test_loading_wants_neither_the_schema_nor_the_language_pipeline() -> None:
    code = "import sys; from saksi.codebook import Codebook; Codebook.load(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "pydantic", "saksi.codebook.schema"} & set(loaded)
