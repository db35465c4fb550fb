"""GraphML and GEXF: opened by networkx, and the edges add up to the events."""

import io
import re
from collections import Counter
from collections.abc import Callable
from xml.etree import ElementTree

import networkx as nx
import pytest

from saksi.export.items import Item, Standing
from saksi.export.segments import side
from saksi.report import Date, Entity, Report

from .items import attacked, exported, recorded
from .sample import report

READERS: dict[str, Callable[..., nx.MultiDiGraph]] = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
both = pytest.mark.parametrize("format", sorted(READERS))


def opened(format: str, *items: Item, period: str = "year") -> nx.MultiDiGraph:
    graph = READERS[format](io.BytesIO(exported(format, *items, period=period)))
    return nx.MultiDiGraph(graph)


def edge(graph: nx.MultiDiGraph, source: str, target: str, quad: int) -> dict[str, object]:
    names = nx.get_node_attributes(graph, "label")
    (one,) = [
        data
        for a, b, data in graph.edges(data=True)
        if (names[a], names[b], data["quad"]) == (source, target, quad) and not data["mutual"]
    ]
    return dict(one)


@both
def test_edges_add_up_to_the_acts_between_two_parties(format: str) -> None:
    made = report()
    expected: Counter[tuple[str, str, int]] = Counter()
    for event in made.events:
        for actor in event.actors if event.status != "negated" and event.id != "v3" else []:
            for recipient in event.recipients:
                expected[made.entity(actor).name, made.entity(recipient).name, event.quad] += 1
    graph = opened(format, recorded())
    names = nx.get_node_attributes(graph, "label")
    found = Counter(
        {(names[a], names[b], d["quad"]): d["events"] for a, b, d in graph.edges(data=True) if not d["mutual"]}
    )
    assert found == expected
    assert all(d["weight"] == d["events"] for _, _, d in graph.edges(data=True))
    assert all(d["side"] == side(d["quad"]) for _, _, d in graph.edges(data=True))


@both
def test_parties_are_nodes_with_what_is_known_of_them(format: str) -> None:
    graph = opened(format, recorded())
    nodes = {data["label"]: data for _, data in graph.nodes(data=True)}
    assert nodes["Mateo Quiroga"]["kind"] == "person"
    assert "Andres Pardo" not in nodes, "a source is no party"
    army = nodes["militer Kolombia"]
    assert (army["country"], army["sectors"], army["events"], army["rejected"]) == ("COL", "MIL", 2, 1)
    assert "actor-quiroga" in graph


@both
def test_meetings_without_a_host_are_mutual(format: str) -> None:
    graph = opened(format, recorded())
    mutual = [d["types"] for _, _, d in graph.edges(data=True) if d["mutual"]]
    assert sorted(mutual) == ["CONSULT 1", "RETREAT 1"]


@both
def test_counts_means_and_days_over_several_articles(format: str) -> None:
    second = recorded("b")
    second.report.events[6] = second.report.events[6].model_copy(
        update={"score": 7.0, "date": Date(value="2019-03-04")}
    )
    aid = edge(opened(format, recorded("a"), second), "Amerika Serikat", "militer Kolombia", 2)
    assert (aid["events"], aid["score"], aid["first"], aid["last"]) == (2, 8.5, "2019-01-01", "2025-06-14")
    assert aid["types"] == "AID 2"


@both
def test_one_story_in_many_articles_is_one_story(format: str) -> None:
    items = [Item(recorded(f"r{n}").report, {"v9": Standing(story="s1", review="confirmed")}) for n in range(4)]
    threat = edge(opened(format, *items), "Kolombia", "Front Sungai Biru", 3)
    assert (threat["events"], threat["stories"], threat["confirmed"]) == (4, 1, 4)


@both
@pytest.mark.parametrize(
    ("period", "expected"), [("year", {"2025", "2019"}), ("month", {"2025-06", "2025-07", "2019"}), ("all", set())]
)
def test_periods(format: str, period: str, expected: set[str]) -> None:
    graph = opened(format, recorded(), period=period)
    found = {d["period"] for _, _, d in graph.edges(data=True) if d.get("period") and not d["mutual"]}
    assert found == expected


@both
def test_denied_and_rejected_acts_join_nobody(format: str) -> None:
    graph = opened(format, recorded())
    assert "ASSAULT" not in " ".join(d["types"] for _, _, d in graph.edges(data=True))
    rejected = {data["label"] for _, data in graph.nodes(data=True) if data["rejected"]}
    assert rejected == {"militer Kolombia", "Front Sungai Biru"}


@both
def test_an_edge_keeps_count_of_its_rejected_acts(format: str) -> None:
    items = [Item(recorded(f"r{n}").report, {"v9": Standing(review=r)}) for n, r in enumerate(("rejected", None))]
    threat = edge(opened(format, *items), "Kolombia", "Front Sungai Biru", 3)
    assert (threat["events"], threat["rejected"]) == (1, 1)


@both
def test_hostile_text_is_wellformed_xml(format: str) -> None:
    made = attacked()
    made.report.entities[0] = made.report.entities[0].model_copy(update={"name": "a\ufffe\x00\x0b<b>&\"'\U0001f600"})
    data = exported(format, made)
    ElementTree.fromstring(data)  # noqa: S314 - written a line above
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", data.decode())
    labels = nx.get_node_attributes(opened(format, made), "label").values()
    assert any(label.endswith("<b>&\"'\U0001f600") for label in labels)


def test_gephis_timeline_knows_when_an_edge_lived() -> None:
    graph = opened("gexf", recorded())
    aid = edge(graph, "Amerika Serikat", "militer Kolombia", 2)
    assert (aid["start"], aid["end"]) == ("2019-01-01", "2025-06-14")
    assert graph.graph["mode"] == "dynamic"


@both
def test_nobody_is_joined_with_himself(format: str) -> None:
    made = report()
    made.entities.append(Entity(id="e14", name="Kolombia", kind="country", country="COL"))
    made.events[8].recipients = ["e14"]
    graph = opened(format, Item(Report.model_validate(made.model_dump(by_alias=True))))
    assert nx.number_of_selfloops(graph) == 0
