"""A report with ids that are safe to use inside attributes: e1, e2 ... v1 ... s1 ..., whatever they were before."""

from __future__ import annotations

from saksi.report import PossibleTransfer, Report


def numbered(report: Report) -> Report:
    """The same report with its entities, events and statements renumbered in order; references follow."""
    entity = {e.id: f"e{n}" for n, e in enumerate(report.entities, 1)}
    event = {e.id: f"v{n}" for n, e in enumerate(report.events, 1)}

    def refs(ids: list[str]) -> list[str]:
        return list(dict.fromkeys(entity[i] for i in ids))

    return report.model_copy(
        update={
            "entities": [e.model_copy(update={"id": entity[e.id]}) for e in report.entities],
            "events": [
                e.model_copy(
                    update={
                        "id": event[e.id],
                        "actors": refs(e.actors),
                        "recipients": refs(e.recipients),
                        "sources": refs(e.sources),
                    }
                )
                for e in report.events
            ],
            "statements": [
                s.model_copy(
                    update={
                        "id": f"s{n}",
                        "speaker": entity[s.speaker] if s.speaker else None,
                        "addressee": entity[s.addressee] if s.addressee else None,
                        "via": refs(s.via),
                    }
                )
                for n, s in enumerate(report.statements, 1)
            ],
            "relations": [
                r.model_copy(update={"from_": entity[r.from_], "to": entity[r.to]}) for r in report.relations
            ],
            "embargo": [
                f.model_copy(update={"event": event.get(f.event or ""), "transfer": _transfer(f.transfer, entity)})
                for f in report.embargo
            ],
        }
    )


def _transfer(read: PossibleTransfer | None, entity: dict[str, str]) -> PossibleTransfer | None:
    if read is None:
        return None
    parties = {side: entity.get(getattr(read, side) or "") for side in ("supplier", "recipient")}
    return read.model_copy(update=parties)
