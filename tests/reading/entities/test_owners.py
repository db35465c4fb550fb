"""Whose man acts: "pendukung Trump" is not Trump, "juru bicara Mao Ning" is Mao Ning."""

from __future__ import annotations

from typing import Any

import pytest

# a sentence and the one who does what it tells
DOERS = [
    ("Pendukung Trump menyerang polisi.", "Pendukung Trump"),
    ("Para pendukung Presiden Yoon Suk Yeol menyerang polisi.", "pendukung Presiden Yoon Suk Yeol"),
    ("Massa pendukung Prabowo menyerang polisi.", "Massa pendukung Prabowo"),
    ("Juru bicara Netanyahu menuduh Iran.", "Juru bicara Netanyahu"),
    ("Juru bicara Netanyahu, Omer Dostri, menuduh Iran.", "Omer Dostri"),
    ("Juru bicara Presiden Zelensky menuduh Rusia.", "Juru bicara Presiden Zelensky"),
    ("Juru bicara Presiden Fadjroel Rachman menuduh Israel.", "Fadjroel Rachman"),
    ("Juru bicara Mao Ning menuduh Filipina.", "Mao Ning"),
    ("Utusan khusus Witkoff menuduh Iran.", "Witkoff"),
    ("Utusan Presiden AS Donald Trump, Steve Witkoff, menuduh Iran.", "Steve Witkoff"),
    ("Penasihat senior Trump mengecam Iran.", "Penasihat senior Trump"),
    ("Menteri Luar Negeri Netanyahu, Gideon Saar, mengecam Prancis.", "Gideon Saar"),
    ("Perdana Menteri Netanyahu mengecam Prancis.", "Netanyahu"),
    ("Kuasa hukum Rangga, Dewi Anggraini, mengecam KPK.", "Dewi Anggraini"),
    ("Kuasa hukum Rangga mengecam KPK. Rangga Wijaya ditahan KPK.", "Kuasa hukum Rangga"),
    ("Pengacara Dewi Anggraini mengecam polisi.", "Dewi Anggraini"),
    ("Adik Kim Jong Un mengecam Korea Selatan.", "Adik Kim Jong Un"),
    ("Rival Erdogan mengecam polisi.", "Rival Erdogan"),
    ("Anak buah Dagalo menyerang El Fasher.", "Anak buah Dagalo"),
    ("Istri Presiden Macron mengecam Rusia.", "Istri Presiden Macron"),
    ("Jaringan Dokter Sudan mengecam RSF.", "Jaringan Dokter Sudan"),
    ("Kodam I/Bukit Barisan mengecam OPM.", "Kodam I/Bukit Barisan"),
    ('"Israel melanggar hukum," tulis Rangga Wijaya diX. Wijaya mengecam Israel.', "Rangga Wijaya"),
    ("Yusuf al-Hakim Idris mengecam NATO.", "Yusuf al-Hakim Idris"),
    ("Letkol Inf Rangga Wijaya mengecam OPM.", "Rangga Wijaya"),
    ("Kapolres Garut Yugi Pratama mengecam OPM.", "Yugi Pratama"),
    ("Kapolsek Tanah Abang Budi Hartono mengecam OPM.", "Budi Hartono"),
    ("Wali Kota Bogor Rangga Wijaya mengecam OPM.", "Rangga Wijaya"),
    ("Bupati Kaur Rangga Wijaya mengecam OPM.", "Rangga Wijaya"),
    ("Perdana Menteri Irakli Kobakhidze mengecam Israel.", "Irakli Kobakhidze"),
    ("Presiden Sierra Leone Julius Maada Bio mengecam Israel.", "Julius Maada Bio"),
    ("Kabinet keamanan Netanyahu menolak usul itu.", "Kabinet keamanan Netanyahu"),
    ("KKB pimpinan Goliat Wanimbo mundur. Kelompok Goliat menyerang pos TNI.", "Kelompok Goliat"),
    ("Ketua PA Bima, Abdul Halim Zailani, mengecam wartawan.", "Abdul Halim Zailani"),
    ("Kecaman Polisi Kenya terhadap para pengunjuk rasa ditolak hakim.", "Polisi Kenya"),
    ("Kelompok Egianus Kogoya menyerang pos TNI.", "Kelompok Egianus Kogoya"),
]  # fmt: skip
SUFFERERS = [
    ("Polisi menangkap pendukung Imran Khan.", "pendukung Imran Khan"),
    ("Israel membunuh pengawal Nasrallah.", "pengawal Nasrallah"),
    ("Tentara Israel membunuh putra Khalil al-Hayya.", "putra Khalil al-Hayya"),
    ("Polisi menangkap pengacara Rangga Wijaya.", "Rangga Wijaya"),
]


def _named(report: Any, side: str) -> list[str]:
    names = {e.id: e.name for e in report.entities}
    return [names[n] for n in getattr(report.events[0], side)]


@pytest.mark.parametrize(("text", "doer"), DOERS)
def test_who_acts(read: Any, text: str, doer: str) -> None:
    assert _named(read(text), "actors") == [doer]


@pytest.mark.parametrize(("text", "sufferer"), SUFFERERS)
def test_who_is_acted_on(read: Any, text: str, sufferer: str) -> None:
    assert _named(read(text), "recipients") == [sufferer]
