from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from saksi.articles import Unreadable, language_of, load

from .pages import PAGES

SAMPLES = {
    "en": "The foreign minister of Norlandia met the president on Monday. She said that the two countries had "
    "agreed to "
    "withdraw their troops from the border, and that talks would continue next week.",
    "nl": "De minister van Buitenlandse Zaken heeft maandag met de president gesproken. Zij zei dat het akkoord"
    " door beide "
    "landen wordt gesteund en dat de troepen niet langer aan de grens zijn.",
    "de": "Die Außenministerin hat am Montag mit dem Präsidenten gesprochen. Sie sagte, dass die Truppen nach "
    "dem Abkommen "
    "von der Grenze abgezogen werden und sich beide Länder nicht weiter bekämpfen.",
    "fr": "La ministre des Affaires étrangères a rencontré le président lundi. Les deux pays se sont mis "
    "d'accord pour que "
    "les troupes soient retirées de la frontière dans une semaine, selon une source.",
    "es": "La ministra de Exteriores se reunió el lunes con el presidente. Los dos países acordaron que las tropas se "
    "retiren de la frontera en una semana, como había pedido la oposición por su parte.",
    "tl": "Nakipagpulong ang ministro sa pangulo noong Lunes. Sinabi niya na aalisin ng mga bansa ang kanilang "
    "mga sundalo "
    "sa hangganan at hindi na ito babalik, ayon sa mga opisyal ng pamahalaan.",
    "jv": "Menteri wis ketemu karo presiden ing dina Senen. Dheweke kandha yen prajurit bakal ditarik saka "
    "wates negara, "
    "lan perjanjian iku ora bakal dibatalake dening sapa wae kanthi alesan apa wae.",
    "su": "Mentri geus papanggih jeung présidén dina poé Senén. Manéhna nyarios yén pasukan teu aya deui di "
    "wates, sarta "
    "perjanjian ieu moal dibatalkeun ku saha waé, nu penting keur rahayat éta.",
    "ms": "Menteri Luar Norlandia bertemu Presiden pada Isnin bagi membincangkan gencatan senjata kerana "
    "pertempuran di "
    "sempadan meragut banyak mangsa. Beliau memberitahu akhbar bahawa pasukan akan berundur selepas Khamis, manakala "
    "polis menjalankan siasatan menerusi syarikat berkenaan.",
    "ar": "التقت وزيرة الخارجية بالرئيس يوم الاثنين واتفق البلدان على سحب القوات من الحدود خلال أسبوع واحد.",
    "ru": "Министр иностранных дел встретилась с президентом в понедельник, стороны договорились отвести войска.",
    "zh": "外交部长星期一会见了总统,双方同意从边境撤军,并将于下周继续举行会谈,反对派对此表示反对。",
    "ja": "外相は月曜日に大統領と会談し、両国は国境から部隊を撤退させることで合意したと述べた。",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_other_languages_are_told(code: str) -> None:
    assert language_of(SAMPLES[code]).code == code


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_indonesian_pages_are_read(page: object) -> None:
    assert language_of(page.text).code == "id"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345 !!!",
        "Polisi Tangkap Pelaku",
        "Menlu Norlandia Kecam Pasifika",
        "Real Madrid vs Manchester City: Big Match Champions League",
        "Pasukan ditarik.",
        'Ia mengutip pidato itu: "We shall fight on the beaches, we shall never surrender," kata sejarawan itu dalam '
        "bukunya yang baru terbit.",
        "Perdana Menteri Malaysia Anwar Ibrahim mengatakan kerajaan Malaysia siap membantu korban, ujar juru "
        "bicara polis "
        "Kuala Lumpur pada Kamis, karena jumlah korban terus bertambah setelah gempa.",
    ],
)
def test_indonesian_and_short_texts_are_never_refused(text: str) -> None:
    assert language_of(text).code == "id"


def test_foreign_text_is_said_so_and_the_rest_read(tmp_path: Path) -> None:
    lines = [{"id": code, "text": SAMPLES[code]} for code in ("en", "ms")] + [{"id": "baik", "text": PAGES[0].text}]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf8")
    english, malay, good = load(path)
    assert isinstance(english, Unreadable)
    assert english.reason == "the text of article 'en' is English, not Indonesian"
    assert isinstance(malay, Unreadable)
    assert "Malay" in malay.reason
    assert not isinstance(good, Unreadable)
    assert not any(isinstance(item, Unreadable) for item in load(path, any_language=True))


def test_plain_articles_load_no_heavy_library(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": PAGES[0].text}), encoding="utf8")
    code = (
        "import sys\nfrom saksi.articles import load\n"
        f"assert len(list(load({str(path)!r}))) == 1\n"
        "print(sorted({'trafilatura', 'pypdf', 'httpx', 'charset_normalizer', 'py3langid', 'numpy', 'spacy'} "
        "& set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout.strip() == "[]"
