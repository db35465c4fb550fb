"""FollowTheMoney: read back by the model's own API, valid, and saying what the report says."""

import io
import json

from followthemoney import EntityProxy, model
from followthemoney.types import registry

from saksi.export.ftm import write
from saksi.export.items import Item
from saksi.report import Date, Entity, Relation

from .items import attacked, exported, recorded
from .sample import report


def read(*items: Item) -> dict[str, EntityProxy]:
    made = [EntityProxy.from_dict(json.loads(line)) for line in exported("ftm", *items).decode().split("\n") if line]
    found = {e.id: e for e in made if e.id}
    assert len(found) == len(made), "each id once"
    return found


def of(found: dict[str, EntityProxy], schema: str) -> list[EntityProxy]:
    return [e for e in found.values() if e.schema.name == schema]


def named(found: dict[str, EntityProxy], name: str) -> EntityProxy:
    (one,) = [e for e in found.values() if name in e.get("name", quiet=True)]
    return one


def check(found: dict[str, EntityProxy]) -> None:
    """Every value is one its type would accept as it stands, and every reference leads to an entity of its range."""
    assert found
    for entity in found.values():
        entity.schema.validate({"properties": entity.properties})
        assert all(entity.get(name) for name in entity.schema.required), entity.to_dict()
        for prop, value in entity.itervalues():
            assert prop.type.clean(value) == value or prop.type is registry.entity, (prop.name, value)
            if prop.type is registry.entity:
                assert prop.range is not None
                assert found[value].schema.is_a(prop.range), (entity.schema.name, prop.name, found[value].schema.name)


def test_entities_are_valid_and_lead_to_each_other() -> None:
    check(read(recorded()))
    check(read(recorded("a"), recorded("b"), attacked()))


def test_parties_have_the_schema_of_what_they_are() -> None:
    found = read(recorded())
    assert named(found, "Mateo Quiroga").schema.name == "Person"
    assert named(found, "militer Kolombia").schema.name == "PublicBody"
    assert named(found, "Kolombia").schema.name == "PublicBody"
    assert named(found, "Front Sungai Biru").schema.name == "Organization"
    assert named(found, "tentara").schema.name == "LegalEntity"
    assert named(found, "Perserikatan Bangsa-Bangsa").get("country") == ["un"]
    quiroga = named(found, "Mateo Quiroga")
    assert (quiroga.get("position"), quiroga.get("alias")) == (["pemimpin Front Sungai Biru"], ["Quiroga"])
    assert {e.caption for e in found.values() if e.schema.name in ("Person", "PublicBody", "Organization")} == {
        e.name for e in report().entities if e.name != "tentara"
    }


def test_each_event_of_the_report_is_one_event() -> None:
    made = report()
    found = read(recorded())
    events = {e.first("recordId"): e for e in of(found, "Event")}
    assert set(events) == {f"contoh-1:{e.id}" for e in made.events}
    for event in made.events:
        entity = events[f"contoh-1:{event.id}"]
        assert {event.type, f"status {event.status}", *event.contexts} <= set(entity.get("keywords"))
        names = {found[ref].caption for ref in entity.get("involved")}
        assert names == {made.entity(ref).name for ref in (*event.actors, *event.recipients)}
        if event.date is None:
            assert not entity.get("date") + entity.get("startDate")
        elif event.date.end:
            assert (entity.get("startDate"), entity.get("endDate")) == ([event.date.value], [event.date.end])
        else:
            assert entity.get("date") == [event.date.value]
        assert entity.get("location") == ([event.place.name] if event.place else [])
        sources = {
            found[link.first("subject") or ""].caption
            for link in of(found, "UnknownLink")
            if link.get("object") == [entity.id]
        }
        assert sources == {made.entity(ref).name for ref in event.sources}


def test_acts_lead_from_actor_to_recipient_with_their_article() -> None:
    found = read(recorded())
    (strike,) = [e for e in of(found, "UnknownLink") if e.get("role") == ["ASSAULT aerial"]]
    assert found[strike.first("subject") or ""].caption == "militer Kolombia"
    assert found[strike.first("object") or ""].caption == "Front Sungai Biru"
    assert strike.get("status") == ["actual", "review rejected"]
    proof = found[strike.first("proof") or ""]
    assert proof.schema.name == "Article"
    assert proof.get("sourceUrl") == strike.get("sourceUrl") == ["https://contoh.example/berita/1"]
    assert proof.get("publishedAt") == ["2025-06-14"]
    assert "mengebom kamp kelompoknya" in (strike.first("summary") or "")
    assert not proof.get("bodyText")


def test_lasting_ties_are_intervals() -> None:
    found = read(recorded())
    (leads,) = of(found, "Directorship")
    assert found[leads.first("director") or ""].caption == "Mateo Quiroga"
    assert found[leads.first("organization") or ""].caption == "Front Sungai Biru"
    (backs,) = [e for e in of(found, "UnknownLink") if e.get("role") == ["supports"]]
    assert (backs.get("date"), backs.get("summary")) == (["2025"], ["Venezuela menyokong Front Sungai Biru"])


def test_a_membership_needs_an_organisation() -> None:
    made = report()
    made.entities.append(Entity(id="e14", name="Guaviare", kind="place", country="COL"))
    made.relations = [
        Relation(from_="e2", to="e3", kind="member_of", date=Date(value="2001", end="2019")),
        Relation(from_="e2", to="e14", kind="member_of"),
        Relation(from_="e13", to="e13", kind="fights"),
    ]
    found = read(Item(made))
    check(found)
    (member,) = of(found, "Membership")
    assert (member.get("startDate"), member.get("endDate")) == (["2001"], ["2019"])
    (loose,) = [e for e in of(found, "UnknownLink") if e.get("role") == ["member_of"]]
    assert found[loose.first("object") or ""].schema.name == "Address"
    assert not [e for e in of(found, "UnknownLink") if e.get("role") == ["fights"]]


def test_a_party_known_across_articles_comes_once_with_all_its_names() -> None:
    other = recorded("b")
    other.report.entities[1] = other.report.entities[1].model_copy(update={"aliases": ["El Mateo"]})
    found = read(recorded("a"), other)
    quiroga = named(found, "Mateo Quiroga")
    assert sorted(quiroga.get("alias")) == ["El Mateo", "Quiroga"]
    assert len(quiroga.get("proof")) == 2
    assert len([e for e in found.values() if e.caption == "Andres Pardo"]) == 2, (
        "unknown across articles: one an article"
    )


def test_a_country_of_many_articles_does_not_grow_without_end() -> None:
    found = read(*(recorded(f"r{n}") for n in range(30)))
    assert len(named(found, "Venezuela").get("proof")) == 10


def test_reviews_numbers_and_findings_are_marked() -> None:
    found = read(recorded())
    events = {e.first("recordId"): e for e in of(found, "Event")}
    marks = [[k for k in events[f"contoh-1:v{n}"].get("keywords") if k.startswith("review")] for n in (1, 2, 3, 4)]
    assert marks == [["review confirmed"], ["review corrected"], ["review rejected"], []]
    assert {"killed: 9", "injured: 14", "independent sources: 1"} <= set(events["contoh-1:v3"].get("notes"))
    (finding,) = [n for n in events["contoh-1:v7"].get("notes") if n.startswith("Embargo")]
    assert "contoh: permitted (S/RES/0 (2000) 1)" in finding
    assert "A lead to check" in finding


def test_ids_do_not_change_between_versions() -> None:
    article = model.make_entity("Article", key_prefix="saksi")
    article.make_id("article", "contoh-1")
    assert article.id in read(recorded())
    out = io.StringIO()
    write(iter([recorded()]), out)
    assert out.getvalue().encode() == exported("ftm", recorded())
