"""The sample with every free string replaced by an attack on browsers, terminals and templates."""

from __future__ import annotations

from saksi.report import Credit, Date, Dateline, Evidence, Place, Report, TimeExpression

from .sample import report
from .sample_parts import TEXT

HOSTILE = (
    '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{7*7}} {% raw %} </script><!-- --> '
    "\u202egnitautca\u202c \x1b[31mmerah\x1b[0m \x07 \x9b2J [red]kurung[/red] =cmd() &lt;b&gt; javascript:alert(3)"
)


def hostile() -> Report:
    """The sample with every free string replaced by text that attacks browsers, terminals and templates."""
    made = report()
    text = TEXT + HOSTILE
    article = made.article.model_copy(
        update={
            "id": HOSTILE,
            "text": text,
            "title": HOSTILE,
            "outlet": HOSTILE,
            "url": "javascript:alert(document.domain)//" + HOSTILE,
            "credits": [Credit(name=HOSTILE, kind="photo", span=(len(TEXT), len(TEXT) + 10))],
            "dateline": Dateline(place=HOSTILE, span=(0, 5)),
            "published": HOSTILE,
            "language": 'id" onload="alert(4)',
        }
    )
    entities = [e.model_copy(update={"name": HOSTILE, "role": HOSTILE, "aliases": [HOSTILE]}) for e in made.entities]
    events = [
        e.model_copy(
            update={
                "mode": HOSTILE,
                "contexts": [HOSTILE],
                "place": Place(name=HOSTILE, country=HOSTILE),
                "date": Date(value=HOSTILE, text=HOSTILE),
                "reasons": {"date": HOSTILE, HOSTILE: HOSTILE},
                "evidence": [*e.evidence, Evidence(field=HOSTILE, start=len(TEXT), end=len(text))],
            }
        )
        for e in made.events
    ]
    findings = [f.model_copy(update={"why": HOSTILE, "rule": HOSTILE, "instrument": HOSTILE}) for f in made.embargo]
    spans = {"times": [TimeExpression(text=HOSTILE, span=(len(TEXT), len(text)), reason=HOSTILE)]}
    return made.model_copy(
        update={"id": HOSTILE, "article": article, "entities": entities, "events": events, "embargo": findings, **spans}
    )
