"""Every limit and place of the server, each an environment variable TWO_LANE_<NAME>; documented in docs/api.md."""

from pathlib import Path
from typing import Annotated, Final

from pydantic import DirectoryPath, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT: Final = Path(__file__).resolve().parent.parent

# The limits that a client can meet, and the code of the problem that it then gets.
PROBLEMS: Final = {
    "text_length": "text_too_long",
    "tokens": "too_many_tokens",
    "clamps": "too_many_clamps",
    "ledger_numbers": "too_many_numbers",
    "influence_steps": "too_many_runs",
    "race_models": "out_of_range",
    "race_shortest": "out_of_range",
    "race_longest": "out_of_range",
    "race_sentences": "out_of_range",
    "head_size": "head_too_large",
    "body_size": "too_large",
    "body_seconds": "too_slow",
    "requests_a_minute": "too_many_requests",
    "open_streams": "busy",
    "open_analyses": "busy",
    "open_races": "busy",
}

Count = Annotated[int, Field(ge=1)]
Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Settings(BaseSettings):
    """What can be set."""

    model_config = SettingsConfigDict(env_prefix="TWO_LANE_", frozen=True)

    models: DirectoryPath = Field(ROOT / "models", description="folder with one folder per model")
    static: DirectoryPath = Field(ROOT / "static", description="folder of the files that the browser loads")
    templates: DirectoryPath = Field(ROOT / "templates", description="folder of the page templates")
    trusted_proxies: str = Field(
        "", description="addresses of proxies, separated by commas, whose X-Forwarded-For is believed; none by default"
    )

    public_address: str = Field(
        "",
        pattern=r"^(https?://[^/\s]+/?)?$",
        description="address under which readers reach the server; without it, a page names the one it was asked at",
    )

    text_length: Count = Field(4_000, description="code points of a text")
    tokens: Count = Field(1_000, description="tokens of a text or token list")
    clamps: int = Field(64, ge=0, description="clamps of a request")
    ledger_numbers: Count = Field(250_000, description="tokens × tokens × units of a ledger")
    influence_steps: Count = Field(250_000, description="tokens × changed sentences of an influence")
    race_models: Count = Field(6, description="models of a race")
    race_shortest: Annotated[int, Field(ge=3)] = Field(6, description="words from topic to answer, at least")
    race_longest: Annotated[int, Field(le=1_000)] = Field(200, description="words from topic to answer, at most")
    race_sentences: Count = Field(500, description="sentences of a race")
    head_size: Count = Field(65_536, description="bytes of the address and headers of a request")
    body_size: Count = Field(262_144, description="bytes of a request body")
    body_seconds: Seconds = Field(10, description="how long a client may take to send the headers, and then the body")
    requests_a_minute: Count = Field(600, description="requests a minute from one address to the API")
    open_streams: Count = Field(200, description="traces under way at once; one more is answered `busy`")
    open_analyses: Count = Field(
        200, description="analyses under way at once, computed one by one; one more is answered `busy`"
    )
    open_races: Count = Field(4, description="races under way at once; one more is answered `busy`")
    stream_seconds: Seconds = Field(120, description="how long one trace may take to send; then it is cut off")
    stall_seconds: Seconds = Field(
        20, description="how long a client may take nothing of its trace; then it is cut off"
    )
    compute_threads: Count = Field(1, description="threads that compute; Python runs one at a time, so 1 is fastest")
    shutdown_seconds: Count = Field(
        2, description="how long open connections may go on after SIGTERM; traces are cut off"
    )

    def limits(self) -> dict[str, float]:
        """Return what a client should know before it meets a limit."""
        return {name: getattr(self, name) for name in PROBLEMS}


def first_error(error: ValidationError) -> str:
    """Return in one line what is wrong first: where, what was expected, and what came where that says more."""
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    got = "" if first["type"] in ("missing", "json_invalid") else f", got {first['input']!r:.80}"
    return f"{where}: {first['msg']}{got}" if where else f"{first['msg']}{got}"
