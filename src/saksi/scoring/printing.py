"""A score as text: the measures, a table of types, and the acts that only one side has, with their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from saksi.scoring.measures import Score, Tally, Wrong
from saksi.scoring.records import Party, Row

_WIDTH = 24


def lines(score: Score) -> Iterator[str]:
    """The figures, overall and per type, a line each."""
    yield from _table(score.found)
    yield ""
    for name, share in score.fields.items():
        yield f"{name:{_WIDTH}}{share.accuracy:8.3f}  of {share.of}"
    yield ""
    yield from _table(score.types)


def _table(tallies: Mapping[str, Tally]) -> Iterator[str]:
    yield f"{'':{_WIDTH}}{'P':>8}{'R':>8}{'F1':>8}{'gold':>8}{'found':>8}"
    for name, t in tallies.items():
        yield f"{name:{_WIDTH}}{t.precision:8.3f}{t.recall:8.3f}{t.f1:8.3f}{t.gold:8}{t.predicted:8}"


def errors(wrong: Sequence[Wrong], articles: Mapping[str, Row], reports: Mapping[str, Row]) -> Iterator[str]:
    """Each act that only one side has: who, what, whom, its sentence, and what the report's trace says there."""
    for one in wrong:
        act, article = one.act, articles[one.article]
        what = "missed" if one.missed else "spurious"
        yield (
            f"{what:9}{one.article} {list(act.sentences)} {act.type} {act.trigger!r} "
            f"{_names(act.actors)} -> {_names(act.recipients)} {act.status} {act.date or '-'}"
        )
        for number in act.sentences[:1]:
            start, end = article["sentences"][number]
            yield f"    {' '.join(article['text'][start:end].split())}"
            for note in _trace(reports.get(one.article, {}), (start, end) if one.missed else act.evidence):
                yield f"      {note}"


def _names(parties: Sequence[Party]) -> str:
    return "/".join(map(str, parties)) or "-"


def _trace(report: Row, place: tuple[int, int] | None) -> Iterator[str]:
    """The choices about events that the reader noted inside ``place``, where the report carries its trace."""
    for line in report.get("trace", []):
        span = line.get("span")
        if place and span and line.get("step") == "events" and span[0] < place[1] and span[1] > place[0]:
            yield line["text"]
