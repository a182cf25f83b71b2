"""What an operator looks at, once, for both tools: ``python -m tests.ops.dashboards`` writes
``grafana.json``, ``alerts.yaml`` (rules for Prometheus) and ``workbook.json`` (Azure Monitor)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parents[2] / "infra" / "dashboards"


@dataclass(frozen=True, slots=True)
class Panel:
    """``lines``: legend and PromQL; ``azure``: the same question in KQL, over ``customMetrics``."""

    title: str
    lines: tuple[tuple[str, str], ...]
    unit: str
    azure: str
    why: str


@dataclass(frozen=True, slots=True)
class Alert:
    """``lasting``: how long it must be so before somebody is woken."""

    name: str
    when: str
    lasting: str
    severity: str
    said: str
    todo: str


def _sum(name: str, by: str) -> str:
    """A counter in KQL: it is cumulative for each replica, so what counts is its growth."""
    label = f"tostring(customDimensions['{by}'])" if by else "name"
    return (
        f"customMetrics | where name == '{name}' | extend by = {label}"
        " | summarize most = max(value), least = min(value)"
        " by by, cloud_RoleInstance, bin(timestamp, 5m)"
        " | summarize growth = sum(most - least) by by, timestamp | render timechart"
    )


def _gauge(name: str) -> str:
    return (
        f"customMetrics | where name == '{name}'"
        " | summarize worst = max(value) by bin(timestamp, 5m) | render timechart"
    )


def _mean(name: str) -> str:
    return (
        f"customMetrics | where name == '{name}' | summarize total = max(valueSum) - min(valueSum),"
        " number = max(valueCount) - min(valueCount) by cloud_RoleInstance, bin(timestamp, 5m)"
        " | summarize mean = sum(total) / sum(number) by timestamp | render timechart"
    )


def _p(share: float, name: str, by: str = "") -> str:
    labels = f"le, {by}" if by else "le"
    return f"histogram_quantile({share}, sum by ({labels}) (rate({name}_bucket[5m])))"


PANELS = (
    Panel(
        "Waiting longest for a look", (("oldest", "max(swarm_oldest_due_seconds)"),), "s",
        _gauge("swarm_oldest_due_seconds"),
        "For how long the oldest due row has been waiting. Seconds are well; minutes mean that nobody sends.",
    ),
    Panel(
        "Reminders after their moment",
        (("p50", _p(0.5, "swarm_reminder_late_seconds")), ("p99", _p(0.99, "swarm_reminder_late_seconds"))),
        "s", _mean("swarm_reminder_late_seconds"),
        "By how much reminders leave late.",
    ),
    Panel(
        "Open swarms", (("{{severity}}", "max by (severity) (swarm_open)"),), "short",
        _gauge("swarm_open"), "By severity.",
    ),
    Panel(
        "Presses by outcome",
        (("{{outcome}}", "sum by (outcome) (rate(swarm_presses_total[5m]))"),), "reqps",
        _sum("swarm_presses_total", "outcome"),
        "not_stored and failed are presses that people must repeat; refused are answers like “closed already”.",
    ),
    Panel(
        "Press to answer",
        (("p50", _p(0.5, "swarm_press_seconds")), ("p99", _p(0.99, "swarm_press_seconds"))), "s",
        _mean("swarm_press_seconds"), "Teams gives up after five seconds.",
    ),
    Panel(
        "Requests to Teams by result",
        (("{{kind}} {{result}}", "sum by (kind, result) (rate(swarm_sends_total[5m]))"),), "reqps",
        _sum("swarm_sends_total", "result"), "Sends and failures, by kind.",
    ),
    Panel(
        "Teams asks for silence",
        (("seconds a minute", "sum(rate(swarm_throttled_seconds_total[5m])) * 60"),), "s",
        _sum("swarm_throttled_seconds_total", ""), "Retry-After of every 429.",
    ),
    Panel(
        "Teams' answer", (("{{kind}} p95", _p(0.95, "swarm_send_seconds", "kind")),), "s",
        _mean("swarm_send_seconds"), "How long requests to Teams take.",
    ),
    Panel(
        "Store", (("{{operation}} p95", _p(0.95, "swarm_store_seconds", "operation")),), "s",
        _mean("swarm_store_seconds"), "Latency by operation.",
    ),
    Panel(
        "Store failures",
        (("{{operation}} {{kind}}", "sum by (operation, kind) (rate(swarm_store_failures_total[5m]))"),),
        "reqps", _sum("swarm_store_failures_total", "kind"),
        "“conflict” is two replicas at one swarm: normal. “down” is not.",
    ),
    Panel(
        "Tickets by outcome",
        (("{{source}} {{outcome}}", "sum by (source, outcome) (rate(swarm_tickets_total[5m]))"),),
        "reqps", _sum("swarm_tickets_total", "outcome"),
        "denied: a wrong secret. throttled: a loop. failed: not stored, the sender tries again.",
    ),
    Panel(
        "HTTP by route and status",
        (("{{route}} {{status}}", "sum by (route, status) (rate(swarm_requests_total[5m]))"),),
        "reqps", _sum("swarm_requests_total", "status"), "Also what was refused at the rim.",
    ),
    Panel(
        "Clock off", (("{{instance}}", "swarm_clock_off_seconds"),), "s",
        _gauge("swarm_clock_off_seconds"), "Against the store's clock (Azure Tables).",
    ),
    Panel(
        "Age of the overview", (("{{instance}}", "swarm_overview_age_seconds"),), "s",
        _gauge("swarm_overview_age_seconds"), "Lists and “open swarms” are so old.",
    ),
)  # fmt: skip

ALERTS = (
    Alert(
        "SwarmbotNobodyLooks", "max(swarm_oldest_due_seconds) > 120", "3m", "page",
        "Cards and reminders have been waiting for more than two minutes",
        "Is a replica running and ready? See /readyz: a wrong clock, or Teams, is named there",
    ),
    Alert(
        "SwarmbotRemindersLate", f"{_p(0.95, 'swarm_reminder_late_seconds')} > 30", "5m", "page",
        "Reminders leave more than half a minute late", "See Teams' answers and throttling",
    ),
    Alert(
        "SwarmbotPressesLost",
        'sum(increase(swarm_presses_total{outcome=~"failed|not_stored"}[5m])) > 0', "2m", "page",
        "Presses could not be kept; people were asked to press again", "Look at the store",
    ),
    Alert(
        "SwarmbotStoreDown", 'sum(increase(swarm_store_failures_total{kind="down"}[5m])) > 5', "2m",
        "page", "The store does not answer", "Look at the storage account, or at the disk",
    ),
    Alert(
        "SwarmbotStoreSlow", f"{_p(0.95, 'swarm_store_seconds')} > 0.5", "10m", "ticket",
        "The store takes more than half a second", "Look at its metrics; presses wait for it",
    ),
    Alert(
        "SwarmbotTeamsRefuses",
        'sum(rate(swarm_sends_total{result=~"busy|uncertain|failing|refused"}[10m])) '
        "/ sum(rate(swarm_sends_total[10m])) > 0.2", "10m", "page",
        "A fifth of all requests to Teams fail", "See send_failed in the log, and Microsoft's status",
    ),
    Alert(
        "SwarmbotThrottled", "sum(increase(swarm_throttled_seconds_total[10m])) > 60", "5m", "ticket",
        "Teams asks for silence again and again", "Too many cases in one channel? Spread them",
    ),
    Alert(
        "SwarmbotTicketsRefused",
        'sum(increase(swarm_tickets_total{outcome=~"denied|failed"}[10m])) > 0', "5m", "ticket",
        "Tickets were not taken", "denied: compare the secrets. failed: look at the store",
    ),
    Alert(
        "SwarmbotTicketsThrottled", 'sum(increase(swarm_tickets_total{outcome="throttled"}[10m])) > 0',
        "5m", "ticket", "A ticket source sends too much", "A loop, or a stolen secret",
    ),
    Alert(
        "SwarmbotClockOff", "max(abs(swarm_clock_off_seconds)) > 2", "2m", "page",
        "A replica's clock is wrong; beyond five seconds it sends nothing", "Repair its time service",
    ),
    Alert(
        "SwarmbotDown", 'up{job="swarmbot"} == 0', "2m", "page",
        "A replica does not answer", "See its log",
    ),
)  # fmt: skip


def grafana() -> dict[str, Any]:
    panels = [
        {
            "id": number + 1,
            "type": "timeseries",
            "title": panel.title,
            "description": panel.why,
            "datasource": {"type": "prometheus", "uid": "${source}"},
            "gridPos": {"h": 8, "w": 8, "x": number % 3 * 8, "y": number // 3 * 8},
            "fieldConfig": {"defaults": {"unit": panel.unit, "min": 0}, "overrides": []},
            "targets": [
                {"refId": chr(65 + index), "expr": query, "legendFormat": legend}
                for index, (legend, query) in enumerate(panel.lines)
            ],
        }
        for number, panel in enumerate(PANELS)
    ]
    source = {"name": "source", "label": "Prometheus", "type": "datasource", "query": "prometheus"}
    return {
        "uid": "swarmbot",
        "title": "Swarmbot",
        "tags": ["swarmbot"],
        "schemaVersion": 39,
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "templating": {"list": [source]},
        "panels": panels,
    }


def alerts() -> str:
    """YAML by hand: every string is JSON, which YAML reads."""
    lines = [
        "# Written by python -m tests.ops.dashboards",
        "groups:",
        "  - name: swarmbot",
        "    rules:",
    ]
    for alert in ALERTS:
        lines += [
            f"      - alert: {alert.name}",
            f"        expr: {json.dumps(alert.when)}",
            f"        for: {alert.lasting}",
            f"        labels: {{severity: {alert.severity}}}",
            f"        annotations: {{summary: {json.dumps(alert.said)}, description: {json.dumps(alert.todo)}}}",
        ]
    return "\n".join(lines) + "\n"


def workbook() -> dict[str, Any]:
    head = "## Swarmbot\nEach chart asks one question; below it stands what the answer means."
    items: list[dict[str, Any]] = [{"type": 1, "name": "head", "content": {"json": head}}]
    for panel in PANELS:
        question = {
            "version": "KqlItem/1.0",
            "query": panel.azure,
            "size": 1,
            "title": panel.title,
            "noDataMessage": panel.why,
            "timeContext": {"durationMs": 21_600_000},
            "queryType": 0,
            "resourceType": "microsoft.insights/components",
        }
        items.append({"type": 3, "name": panel.title, "customWidth": "50", "content": question})
    return {"version": "Notebook/1.0", "items": items, "isLocked": False}


def files() -> dict[str, str]:
    """What is written, by name."""
    return {
        "grafana.json": json.dumps(grafana(), indent=1, ensure_ascii=False) + "\n",
        "alerts.yaml": alerts(),
        "workbook.json": json.dumps(workbook(), indent=1, ensure_ascii=False) + "\n",
    }


if __name__ == "__main__":
    for name, text in files().items():
        (HERE / name).write_text(text, encoding="utf-8")
