"""Every request begins a trace, and is counted by its route and status."""

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot import tracing
from bot.tracing import Spans
from bot.web.metrics import Metrics

HEADER = "X-Request-Id"
"""Of every answer: the id under which the log tells what became of the request. One that comes in
is not believed: who sent it is not known yet."""

QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
"""Asked all day by machines: counted, never recorded as spans."""


def traced(metrics: Metrics, spans: Spans) -> Middleware:
    """The outermost middleware."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        trace, route = tracing.begin(), route_of(request)
        recorder = tracing.NO_SPANS if route in QUIET else spans
        status = 500
        with recorder.span(f"{request.method} {route}"[:60], "server") as span:
            try:
                answer = await handler(request)
                status = answer.status
                answer.headers[HEADER] = trace.id
            except web.HTTPException as refused:
                status = refused.status
                refused.headers[HEADER] = trace.id
                raise
            finally:
                metrics.requests.labels(route, str(status)).inc()
                span.set("http.route", route)
                span.set("http.response.status_code", status)
        return answer

    return middleware


def route_of(request: web.Request) -> str:
    """The pattern that fits the path. What nobody knows makes no label: it is anybody's."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "other"
