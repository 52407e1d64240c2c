"""The wiring: settings, models, limits, problems, routes."""

import anyio
from fastapi import FastAPI, Request
from starlette.responses import JSONResponse

from app import VERSION, api, pages, problems
from app.head import Head
from app.limits import Body, Rate
from app.security import SecurityHeaders
from app.settings import Settings
from app.streaming import Slots
from engine.models import load_all


def create(settings: Settings | None = None) -> FastAPI:
    """Return the app; FormatError where a model's files are not what its card says."""
    settings = settings or Settings()
    app = FastAPI(
        title="Two-Lane LSTM",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        redirect_slashes=False,
    )
    app.openapi_version = "3.2.0"
    app.state.settings = settings
    app.state.models = load_all(settings.models)
    app.state.slots = Slots(settings.open_streams)
    app.state.limiter = anyio.CapacityLimiter(settings.compute_threads)
    app.state.rate = Rate(settings)
    problems.install(app)
    app.include_router(api.router)
    for path in ("/healthz", "/api/v1/healthz"):
        app.add_api_route(path, healthz, summary="Tell that the server runs")
    for path in ("/readyz", "/api/v1/readyz"):
        app.add_api_route(path, readyz, summary="Tell that models are loaded")
    pages.install(app)
    app.add_middleware(problems.InternalErrors)  # the first is the innermost
    app.add_middleware(Body, settings=settings)
    app.add_middleware(Head)
    app.add_middleware(SecurityHeaders)
    return app


async def healthz() -> JSONResponse:
    """Answer while the process runs."""
    return JSONResponse({"status": "ok"})


async def readyz(request: Request) -> JSONResponse:
    """Answer 200 with the number of models once there is one, else 503."""
    count = len(request.app.state.models)
    return JSONResponse({"status": "ready" if count else "no models", "models": count}, 200 if count else 503)
