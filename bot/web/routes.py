"""The routes that are not Teams': tickets in, health and figures out."""

from aiohttp import web

from bot.web import pages
from bot.web.exports import ExportRoute
from bot.web.health import Health
from bot.web.tickets import TicketDesk


def add_routes(
    app: web.Application, desk: TicketDesk, health: Health, exports: ExportRoute | None = None
) -> None:
    """Hang the routes into ``app``. Other methods are 405, HEAD goes with every GET."""
    app.router.add_post("/tickets/{source}", desk.post)
    if exports is not None:
        app.router.add_get("/exports/{token}/{name}", exports.get)
    app.router.add_get("/", health.root)
    app.router.add_get("/privacy", pages.privacy)
    app.router.add_get("/terms", pages.terms)
    app.router.add_get("/healthz", health.alive)
    app.router.add_get("/readyz", health.ready)
    app.router.add_get("/metrics", health.figures)
