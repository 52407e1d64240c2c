"""The wiring: settings, models, limits, problems, routes."""

from functools import partial

import anyio
from fastapi import FastAPI, Request
from starlette.responses import JSONResponse

from app import VERSION, api, api_analysis, api_race, catalogue, docs, nowhere, openapi, pages, problems
from app.head import Head
from app.limits import Bounds, Rate
from app.problems import Problem
from app.security import SecurityHeaders
from app.settings import Settings
from app.streaming import Slots, Track


def create(settings: Settings | None = None) -> FastAPI:
    """Return the app; FormatError where a model's files are not what its card says."""
    settings = settings or Settings()
    app = FastAPI(
        title="Two-Lane LSTM",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
    )
    app.openapi = partial(openapi.describe, app)  # type: ignore[method-assign]
    app.state.settings = settings
    app.state.models = catalogue.read(settings.models)
    app.state.slots = Slots(settings.open_streams)
    app.state.limiter = anyio.CapacityLimiter(settings.compute_threads)
    app.state.analyses = Track(settings.open_analyses)
    app.state.races = Track(settings.open_races)
    app.state.rate = Rate(settings)
    problems.install(app)
    app.include_router(api.router)
    app.include_router(api_analysis.router)
    app.include_router(api_race.router)
    for answer in (healthz, readyz):
        app.add_api_route(f"/api/v1/{answer.__name__}", answer)
        app.add_api_route(f"/{answer.__name__}", answer, include_in_schema=False)
    pages.install(app)
    docs.install(app)
    nowhere.install(app)
    app.add_middleware(problems.InternalErrors)  # the first is the innermost
    app.add_middleware(Bounds, settings=settings)
    app.add_middleware(Head)
    app.add_middleware(SecurityHeaders)
    return app


async def healthz() -> JSONResponse:
    """Answer while the process runs."""
    return JSONResponse({"status": "ok"})


async def readyz(request: Request) -> JSONResponse:
    """Answer with the number of models once there is one, else `not_ready`."""
    count = len(request.app.state.models)
    if not count:
        raise Problem("not_ready")
    return JSONResponse({"status": "ready", "models": count})
