"""Every limit of the server, each an environment variable TWO_LANE_<NAME>."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent.parent


class Settings(BaseSettings):
    """What can be set; documented in docs/api.md."""

    model_config = SettingsConfigDict(env_prefix="TWO_LANE_", frozen=True)

    models: Path = Field(ROOT / "models", description="folder with one folder per model")
    static: Path = Field(ROOT / "static", description="folder of the files that the browser loads")
    templates: Path = Field(ROOT / "templates", description="folder of the page templates")
    text_length: int = Field(4_000, ge=1, description="code points of a text")
    tokens: int = Field(1_000, ge=1, description="tokens of a text or token list")
    clamps: int = Field(64, ge=0, description="clamps of a request")
    body_size: int = Field(262_144, ge=1, description="bytes of a request body")
    open_streams: int = Field(100, ge=1, description="traces streamed at once; one more is answered `busy`")
    requests_a_minute: int = Field(600, ge=1, description="requests a minute from one address to the API")
    shutdown_seconds: int = Field(2, ge=1, description="how long open streams may go on after SIGTERM")

    def limits(self) -> dict[str, int]:
        """Return what a client should know before it meets a limit."""
        return {name: getattr(self, name) for name in ("text_length", "tokens", "clamps", "body_size")}
