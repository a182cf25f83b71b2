"""What the dashboards ask for is there."""

import json
import re

import pytest
import yaml

from bot.web.metrics import Metrics
from tests.ops.dashboards import ALERTS, HERE, PANELS, files

NAMES = re.compile(r"\bswarm_[a-z_]+")
LABELS = re.compile(r"by \(([a-z_, ]+)\)|(\w+)=~?\"|customDimensions\['(\w+)'\]")


def figures() -> set[str]:
    """Every name that /metrics can give, also as OpenTelemetry has it."""
    found: set[str] = set()
    for family in Metrics().registry.collect():
        parts = {
            "counter": ["_total"],
            "histogram": ["", "_bucket", "_sum", "_count"],
            "gauge": [""],
        }
        found |= {family.name + end for end in parts[family.type]}
    return found


def labels() -> set[str]:
    collectors = vars(Metrics()).values()
    named = {label for one in collectors for label in getattr(one, "_labelnames", ())}
    return named | {"le", "job"}


@pytest.mark.parametrize("name", sorted(files()))
def test_every_figure_that_is_asked_for_is_counted(name: str) -> None:
    """A renamed figure leaves no empty chart and no alert that never rings."""
    text = files()[name]
    assert NAMES.findall(text)
    assert set(NAMES.findall(text)) <= figures()


@pytest.mark.parametrize("name", sorted(files()))
def test_the_files_are_as_drawn(name: str) -> None:
    """``python -m tests.ops.dashboards`` writes them."""
    assert (HERE / name).read_text(encoding="utf-8") == files()[name]


def test_labels_exist() -> None:
    """Charts and alerts part their lines by labels that the figures have."""
    queries = [q for p in PANELS for _, q in p.lines] + [p.azure for p in PANELS]
    queries += [alert.when for alert in ALERTS]
    for query in queries:
        for by, equal, dimension in LABELS.findall(query):
            asked = {label.strip() for label in (by or equal or dimension).split(",")}
            assert asked <= labels(), query


def test_what_an_operator_needs_is_on_the_dashboard_and_rings() -> None:
    """The figures without which nobody sleeps well are drawn, and most of them wake somebody."""
    drawn = " ".join(q for p in PANELS for _, q in p.lines)
    ringing = " ".join(alert.when for alert in ALERTS)
    for name in (
        "swarm_oldest_due_seconds", "swarm_sends_total", "swarm_throttled_seconds_total",
        "swarm_store_seconds", "swarm_presses_total", "swarm_clock_off_seconds",
    ):  # fmt: skip
        assert name in drawn
        assert name in ringing


def test_the_files_are_what_the_tools_read() -> None:
    """JSON with panels and items, YAML with rules that have a query, a time and a severity."""
    grafana = json.loads(files()["grafana.json"])
    assert len({panel["id"] for panel in grafana["panels"]}) == len(PANELS)
    assert all(panel["targets"] for panel in grafana["panels"])
    [group] = yaml.safe_load(files()["alerts.yaml"])["groups"]
    assert len(group["rules"]) == len(ALERTS)
    for rule in group["rules"]:
        assert {"alert", "expr", "for", "labels", "annotations"} == set(rule)
        assert rule["expr"].count("(") == rule["expr"].count(")")
    workbook = json.loads(files()["workbook.json"])
    assert [item["type"] for item in workbook["items"]] == [1, *[3] * len(PANELS)]
