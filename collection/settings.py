"""The settings of a collection: ``collection.toml`` under the environment."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, NonNegativeInt, TypeAdapter, ValidationError

from collection.error import FoiError

ENVIRONMENT = {
    "FOI_BUDGET": "budget",
    "FOI_CONTACT": "contact",
    "FOI_ENGINE": "engine",
    "FOI_ELASTICSEARCH_URL": "elasticsearch_url",
    "FOI_ELASTICSEARCH_API_KEY": "elasticsearch_api_key",
}


class SettingsError(FoiError):
    """A setting that cannot be used; the message names the file and what is allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator decides about one collection.

    Attributes:
        engine: Which search engine answers.
        contact: An e-mail or web address for the user agent; a live crawl needs one.
        elasticsearch_index: The alias under which letters and positions are kept.
        personal_data: Whether names and contact data may enter the index and exports.
        delay: Least seconds between two requests to one site.
        budget: Most requests that crawls make of one site in a night; 0 is no limit.
        recheck_days: After so many days a crawl asks again for what came without a validator.
        extract_seconds: Time limit of one file.
        extract_mebibytes: Memory limit of one worker, over what it needs to start.
        extract_pages: Pages read of one file.
        extract_bytes: Largest file that is read.
        workers: Worker processes; 0 is one a core.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    engine: Literal["embedded", "elasticsearch"] = "embedded"
    contact: str | None = None
    elasticsearch_url: str = "http://127.0.0.1:9200"
    elasticsearch_api_key: str | None = None
    elasticsearch_index: str = "foi-mosaic"
    personal_data: bool = False
    delay: float = 2.0
    budget: NonNegativeInt = 20_000
    recheck_days: int = 30
    extract_seconds: float = 60
    extract_mebibytes: int = 1024
    extract_pages: int = 2000
    extract_bytes: int = 200_000_000
    workers: int = 0


_READER = TypeAdapter(Settings)


def read_settings(path: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Read ``collection.toml`` (which may be missing) and lay the environment over it.

    Raises:
        SettingsError: The file is not TOML, or a setting is unknown or of the wrong kind.
    """
    try:
        values: dict[str, Any] = (
            tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        )
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"{path}: expected TOML, found: {error}. Mend or remove the file."
        ) from error
    values |= {
        field: value
        for variable, field in ENVIRONMENT.items()
        if (value := (os.environ if environment is None else environment).get(variable))
    }
    try:
        settings = _READER.validate_python(values)
    except ValidationError as error:
        found = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise SettingsError(
            f"{path} or the environment ({', '.join(ENVIRONMENT)}): {found}."
            f" Settings are: {', '.join(Settings.__dataclass_fields__)}."
        ) from error
    return settings if settings.workers else replace(settings, workers=os.cpu_count() or 1)
