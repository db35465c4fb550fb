"""GraphML and GEXF 1.3 for Gephi, networkx and yEd, written edge by edge.

Both formats are written as directed graphs, for readers know no graph that is directed in part: edges without a
direction say so by ``mutual``. Characters that XML 1.0 forbids are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from typing import Any, TextIO
from xml.sax.saxutils import XMLGenerator

from saksi import __version__
from saksi.export.graph import Edge, Graph, Node, Period, gathered
from saksi.export.items import Item

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OWN_PLACE = frozenset({"id", "label", "source", "target"})  # what the formats have a place of their own for
_NODE_FIELDS = [f for f in fields(Node) if f.name not in _OWN_PLACE]
_EDGE_FIELDS = [f for f in fields(Edge) if f.name not in _OWN_PLACE]
_TYPES = {"int": "long", "float": "double", "bool": "boolean"}


def write_graphml(items: Iterable[Item], target: TextIO, period: Period = "year") -> None:
    """GraphML, with a key declared for every attribute; ``weight`` is the number of events."""
    with gathered(items, period) as graph:
        xml = _Xml(target)
        with xml.element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns"):
            _keys(xml)
            with xml.element("graph", id="saksi", edgedefault="directed"):
                for node in graph.nodes():
                    with xml.element("node", id=node.id):
                        _data(xml, "n", {"label": node.label, **_attributes(node, _NODE_FIELDS)})
                for number, edge in enumerate(graph.edges(), 1):
                    with xml.element("edge", id=f"e{number}", source=edge.source, target=edge.target):
                        _data(xml, "e", {"weight": float(edge.events), **_attributes(edge, _EDGE_FIELDS)})


def write_gexf(items: Iterable[Item], target: TextIO, period: Period = "year") -> None:
    """GEXF 1.3, dynamic: an edge lives from its first day to its last, so that Gephi's timeline filters it."""
    with gathered(items, period) as graph:
        xml = _Xml(target)
        with xml.element("gexf", xmlns="http://gexf.net/1.3", version="1.3"):
            with xml.element("meta"), xml.element("creator"):
                xml.text(f"Saksi {__version__}")
            with xml.element("graph", mode="dynamic", defaultedgetype="directed", timeformat="date"):
                _gexf(xml, graph)


def _gexf(xml: _Xml, graph: Graph) -> None:
    for kind, listed in (("node", _NODE_FIELDS), ("edge", _EDGE_FIELDS)):
        with xml.element("attributes", **{"class": kind, "mode": "static"}):
            for field in listed:
                xml.empty("attribute", id=field.name, title=field.name, type=_type(field.type))
    with xml.element("nodes"):
        for node in graph.nodes():
            with xml.element("node", id=node.id, label=node.label):
                _values(xml, _attributes(node, _NODE_FIELDS))
    with xml.element("edges"):
        for number, edge in enumerate(graph.edges(), 1):
            ends = {"source": edge.source, "target": edge.target, "weight": str(edge.events)}
            kind = f"quad {edge.quad}" + (f", {edge.period}" if edge.period else "") + (", mutual" * edge.mutual)
            lived = {"start": edge.first, "end": edge.last} if edge.first and edge.last else {}
            with xml.element("edge", id=f"e{number}", kind=kind, label=edge.types, **ends, **lived):
                _values(xml, _attributes(edge, _EDGE_FIELDS))


def _keys(xml: _Xml) -> None:
    for mark, kind, first, listed in (
        ("n", "node", ("label", "string"), _NODE_FIELDS),
        ("e", "edge", ("weight", "double"), _EDGE_FIELDS),
    ):
        named = [first, *((f.name, _type(f.type)) for f in listed)]
        for name, shape in named:
            xml.empty("key", **{"id": f"{mark}_{name}", "for": kind, "attr.name": name, "attr.type": shape})


def _type(annotation: Any) -> str:
    return _TYPES.get(str(annotation), "string")


def _attributes(row: Node | Edge, listed: Iterable[Any]) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in listed}


def _data(xml: _Xml, mark: str, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if value not in (None, ""):
            with xml.element("data", key=f"{mark}_{name}"):
                xml.text(_shown(value))


def _values(xml: _Xml, values: Mapping[str, Any]) -> None:
    with xml.element("attvalues"):
        for name, value in values.items():
            if value not in (None, ""):
                xml.empty("attvalue", **{"for": name, "value": _shown(value)})


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


class _Xml:
    """A thin hold on the standard library's XML writer: elements as blocks, a line each, forbidden characters out."""

    def __init__(self, target: TextIO) -> None:
        self._out = XMLGenerator(target, encoding="utf-8", short_empty_elements=True)  # type: ignore[arg-type]
        self._out.startDocument()

    @contextmanager
    def element(self, name: str, **attributes: str) -> Iterator[None]:
        self._out.startElement(name, {key: _FORBIDDEN.sub("", value) for key, value in attributes.items()})  # type: ignore[arg-type]
        yield
        self._out.endElement(name)
        self._out.ignorableWhitespace("\n")

    def empty(self, name: str, **attributes: str) -> None:
        with self.element(name, **attributes):
            pass

    def text(self, text: str) -> None:
        self._out.characters(_FORBIDDEN.sub("", text))
