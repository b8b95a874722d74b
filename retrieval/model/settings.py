"""The one settings object, read from the environment at the entry points only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from retrieval.model.errors import SettingsError

Precision = Literal["int8", "bfloat16", "float32"]

_PREFIX = "MINUTEBOOK_"
# What each type of JSON schema is called to those who set a variable.
_KINDS = {
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list of texts, as JSON",
    "object": "an object, as JSON",
}
_LIMITS = {
    "minimum": "{} or more",
    "exclusiveMinimum": "more than {}",
    "maximum": "{} at most",
}
# Who may do what, and what is logged, shape no answer.
_NOT_SHAPING = frozenset(
    {
        "behind_proxy",
        "role_claim",
        "role_values",
        "role_file",
        "members_see_exempt",
        "sign_in_hours",
        "log_file",
        "log_megabytes",
        "log_kept",
        "log_questions",
    }
)


class Settings(BaseSettings):
    """Every setting, each also an environment variable ``MINUTEBOOK_<NAME>``.

    A variable that is empty counts as not set.

    Raises:
        SettingsError: a value cannot be used, or there is no such setting.
    """

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_ignore_empty=True,
        # JSON is read by `_decoded`, so that what is none is told like any other value.
        enable_decoding=False,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    data: Path = Field(default=Path("data"), description="Folder of the catalogue and vectors")
    embed_model: str = Field(
        default="", description="A sentence-transformers folder; empty for the packaged MiniLM"
    )
    precision: Precision | None = Field(
        default=None,
        description="Numbers to embed in: int8, bfloat16 or float32; unset: as the processor can",
    )
    cross_encoder: str = Field(default="", description="A cross-encoder folder to rerank with")
    candidates: int = Field(default=100, ge=1, description="Passages reranked a question")
    signals: tuple[str, ...] = Field(
        default=(), description="Ranking signals in use; empty for all of them"
    )
    chroma_url: str = Field(
        default="", description="A Chroma server (http://host:port); empty for a folder in `data`"
    )
    exempt: bool = Field(default=False, description="Show exempt papers on this computer")

    llm: str = Field(
        default="none", description="Language model: none, ollama:MODEL or openai:MODEL"
    )
    llm_base_url: str = Field(
        default="", description="Where the language model's server listens (http://host:port/v1)"
    )
    llm_key: SecretStr = Field(
        default=SecretStr(""), description="Key that the language model's server asks for"
    )
    llm_window: int = Field(
        default=8192, ge=2048, description="Tokens that the language model can read and write"
    )
    llm_timeout: float = Field(
        default=10.0, gt=0, le=300, description="Seconds to wait for the first of its words"
    )

    behind_proxy: bool = Field(
        default=False, description="A proxy stands before the app: nobody is at this computer"
    )
    role_claim: str = Field(
        default="", description="The claim of the sign-in service that says who may do what"
    )
    role_values: dict[str, Literal["member", "officer"]] = Field(
        default={}, description="Role by value of that claim"
    )
    role_file: str = Field(
        default="", description="YAML file of members' and officers' e-mail addresses"
    )
    members_see_exempt: bool = Field(
        default=True, description="Signed-in members see exempt papers"
    )
    sign_in_hours: float = Field(
        default=12.0, gt=0, le=720, description="Hours after which one has to sign in again"
    )

    log_file: str = Field(default="", description="File that log lines go to besides stderr")
    log_megabytes: int = Field(
        default=10, ge=1, le=1000, description="Size at which a new log file is begun"
    )
    log_kept: int = Field(default=5, ge=1, le=100, description="Older log files that are kept")
    log_questions: bool = Field(
        default=False, description="Write the words of questions into the log"
    )

    @field_validator("signals", "role_values", mode="before")
    @classmethod
    def _decoded(cls, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value

    @model_validator(mode="wrap")
    @classmethod
    def _told(cls, values: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Tell of values that cannot be used in words for those who set them."""
        try:
            return handler(values)
        except ValidationError as error:
            known = cls.model_json_schema()["properties"]
            names = dict.fromkeys(str(one["loc"][0]) for one in error.errors())
            told = "; ".join(_refused(name, values[name], known.get(name)) for name in names)
        # Not as its cause: pydantic's error holds what was given, also a key.
        raise SettingsError(told)

    def shaping(self) -> dict[str, str]:
        """Return the settings that shape answers, by name, each as JSON.

        The key of a language model shapes nothing and never goes in; without a
        model its other settings shape nothing either.
        """
        idle = {"llm_key", "llm_base_url", "llm_timeout", *_NOT_SHAPING}
        if self.llm == "none":
            idle |= {"llm", "llm_window"}
        shaping = self.model_dump(mode="json", exclude={"data", *idle})
        return {name: json.dumps(value) for name, value in shaping.items()}


def _refused(name: str, value: object, schema: Mapping[str, Any] | None) -> str:
    """Say that a setting cannot have a value, and which it can; a secret is never repeated."""
    variable = _PREFIX + name.upper()
    if schema is None:
        return f"there is no setting {variable}"
    shown = "" if schema.get("format") == "password" else f"={str(value)!r}"
    return f"{variable}{shown} cannot be used; it takes {_taken(schema)}"


def _taken(schema: Mapping[str, Any]) -> str:
    """Return which values a field takes, by its JSON schema."""
    schema = schema.get("anyOf", [schema])[0]
    if one_of := schema.get("enum"):
        return f"{', '.join(one_of[:-1])} or {one_of[-1]}"
    kind = _KINDS.get(schema["type"], "plain text")
    limits = [said.format(schema[key]) for key, said in _LIMITS.items() if key in schema]
    values = schema.get("additionalProperties", {}).get("enum", ())
    choice = f" with values of {' or '.join(values)}" if values else ""
    return ", ".join((kind + choice, *limits))
