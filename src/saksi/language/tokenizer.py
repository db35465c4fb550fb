"""spaCy's tokenizer with the rules of Indonesian newspapers.

Clitics (-nya, -ku, -lah) and hyphens (orang-orang, ke-2, anti-gerilya) stay in the word, as the merged treebanks
have them; abbreviations, initials, figures, clock times and addresses of the web stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

import spacy.util
import yaml
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer

_OPEN = r"Rp\.?(?=\d)|US\$|[$£€¥%]|[\"'“”„‘’‚«»‹›`´(\[{<*_~|•·–—=+]|-+(?=\D|$)|\.{2,}|…|#|@(?=\W)|[,;:!?/\\]"
_CLOSE = r"[\"'“”„‘’‚«»‹›`´)\]}>*_~|•·–—=]|\.{2,}|…|[,;:!?]+|(?<=[\"'”’)\]\d%°])\.|(?<=\w)\.|(?<=\d)%|-+|/"
_BETWEEN = r"\.{2,}|…|--+|[–—“”„‘’«»\"()\[\]{}<>|=~*•]|(?<=[^\W\d_])[,:;!?]+(?=[^\W\d_\"“'])|(?<=\d)%(?=\w)"
_BETWEEN += r"|(?<=[^\W\d_])/(?=[^\W\d_])"
_BETWEEN += r"|(?<=[A-Za-z]{3})â(?=[a-z]{4})"  # what is left of a dash decoded wrongly: "Talibanâyang"
_DOMAIN = r"(?:[\w-]+\.)+(?:com|co|id|net|org|go|or|ac|tv|info|news|gov|edu|io|me|my|sg|uk|au|ru)(?:\.[a-z]{2})?"
# spaCy saves the patterns of these two and matches them from the start: each must end the word itself.
_WEB = re.compile(
    r"(?-i:(?!(?:[dD]ari|[kK]epada|[oO]leh|[dD]iterima)[A-Z]))"  # "kepadaAntara.com": a blank was lost
    rf"(?:(?:(?:https?|ftp)://|www\.)\S*[\w/]|[\w.+-]+@{_DOMAIN}|{_DOMAIN}(?:/\S*[\w/])?)\Z",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?:(?:[A-Z]\.)+(?:[A-Z][a-z]?\.)*"  # initials: H. M. S.H.
    r"|\d{1,3}(?:[.,:/]\d+)+(?:[a-z]{1,2})?"  # figures, clock times, dates
    r"|\d+/\d+(?:/\d+)?)\Z"
)


@cache
def _between() -> re.Pattern[str]:
    """Where a word is cut: at marks inside it, and, with nothing in between, where a page lost the blank at a link."""
    data = token_data()
    before = "|".join(rf"(?<=[{word[0]}{word[0].upper()}]{word[1:]})" for word in data["before_a_link"])
    before += "".join(rf"|(?<=\b{word})(?=[A-Z][a-z])" for word in data["titles_before_a_link"])
    name = "|".join(["[A-Z]", *data["names_in_small_letters"]])
    after = "|".join(data["after_a_link"])
    return re.compile(rf"{_BETWEEN}|(?:{before})(?={name})|(?<=[A-Z]{{2}})(?=(?:{after})\Z)")


@cache
def token_data() -> dict[str, Any]:
    """The abbreviations and the words beside links of ``tokens.yaml``."""
    text = resources.files(__package__).joinpath("tokens.yaml").read_text(encoding="utf8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded


def indonesian_tokenizer(nlp: Language) -> Tokenizer:
    """A tokenizer for ``nlp``; the text is always the tokens and their white space put together."""
    data = token_data()
    words = {word + "." for word in [*data["abbreviations"], *data["final_abbreviations"]]}
    return Tokenizer(
        nlp.vocab,
        rules={word: [{ORTH: word}] for word in sorted(words)},
        prefix_search=re.compile(f"^(?:{_OPEN})").search,
        suffix_search=re.compile(f"(?:{_CLOSE})$").search,
        infix_finditer=_between().finditer,
        token_match=_WHOLE.match,
        url_match=_WEB.match,
    )


@spacy.util.registry.tokenizers("saksi.Tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """The tokenizer by its name in a spaCy config."""
    return indonesian_tokenizer
