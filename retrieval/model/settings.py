"""The one settings object, read from the environment at the entry points only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    SecretStr,
    StringConstraints,
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
    "minLength": "{} character or more",
    "maxLength": "{} characters at most",
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
        "chat_days",
        "follow_days",
        "sync_contact",
        "sync_delay",
        "sync_timeout",
        "sync_folder",
        "nation",
        "mail_host",
        "mail_port",
        "mail_security",
        "mail_user",
        "mail_password",
        "mail_from",
        "mail_folder",
        "log_file",
        "log_megabytes",
        "log_kept",
        "log_questions",
        "name",
        "contact",
        "app_url",
        "api_tokens",
        "api_token",
        "api_hosts",
        "api_origins",
        "api_per_minute",
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
    llm_json: bool = Field(
        default=True, description="Ask it for JSON by a schema, where its server can keep it to one"
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

    chat_days: int = Field(
        default=90, ge=0, le=3650, description="Days that chats are kept after their last question"
    )

    follow_days: int = Field(
        default=0,
        ge=0,
        le=3650,
        description="Days that something is followed after its owner last looked; 0: until stopped",
    )

    sync_contact: str = Field(
        default="", description="E-mail or web address that sites are told to whom to complain"
    )
    sync_delay: float = Field(
        default=1.0, ge=0, le=3600, description="Seconds between two requests to a site"
    )
    sync_timeout: float = Field(
        default=180.0, gt=0, le=3600, description="Seconds to wait for a site's answer"
    )

    sync_folder: str = Field(
        default="", description="A folder that the app watches: what is new in it goes in"
    )
    nation: Literal["", "england", "wales", "scotland", "northern-ireland"] = Field(
        default="", description="Nation by whose law clear days before a meeting are counted"
    )

    mail_host: str = Field(default="", description="SMTP server that digests are sent by")
    mail_port: int = Field(
        default=0, ge=0, le=65535, description="Its port; 0 is the usual one of its security"
    )
    mail_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How it is spoken to: starttls, tls or none"
    )
    mail_user: str = Field(default="", description="Whom it knows this program as; empty: nobody")
    mail_password: SecretStr = Field(default=SecretStr(""), description="The password of that")
    mail_from: str = Field(default="", description="Whom digests come from: an e-mail address")
    mail_folder: str = Field(
        default="", description="Folder that digests are written into, in place of a server"
    )

    log_file: str = Field(default="", description="File that log lines go to besides stderr")
    log_megabytes: int = Field(
        default=10, ge=1, le=1000, description="Size at which a new log file is begun"
    )
    log_kept: int = Field(default=5, ge=1, le=100, description="Older log files that are kept")
    log_questions: bool = Field(
        default=False, description="Write the words of questions into the log"
    )

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)] = (
        Field(default="Minutebook", description="What the app is called where people see it")
    )
    contact: Annotated[
        str,
        StringConstraints(pattern=r"^(https?://[^\s/]\S*|[^\s@:/]+@[^\s@:/]+)?$", max_length=200),
    ] = Field(
        default="",
        description="Where people report what is wrong: an e-mail address or a link",
        examples=["clerk@council.example", "https://council.example/contact"],
    )
    app_url: str = Field(
        default="http://localhost:8501", description="Address of the app, which links lead to"
    )
    api_tokens: dict[str, Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]] = Field(
        default={},
        description="Who sees exempt papers by MCP and REST: name and SHA-256 of their token",
        # A token itself, put here by mistake, is repeated by no message.
        json_schema_extra={"format": "password"},
    )
    api_token: SecretStr = Field(
        default=SecretStr(""), description="The token of whoever starts `minutebook mcp`"
    )
    api_hosts: tuple[str, ...] = Field(
        default=(), description="Names by which MCP and REST are called, besides localhost"
    )
    api_origins: tuple[str, ...] = Field(
        default=(), description="Web sites whose pages may call MCP and REST; empty: none"
    )
    api_per_minute: int = Field(
        default=120, ge=1, le=100_000, description="Calls of MCP and REST a minute and client"
    )

    @field_validator(
        "signals", "role_values", "api_tokens", "api_hosts", "api_origins", mode="before"
    )
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
            idle |= {"llm", "llm_window", "llm_json"}
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
    inside = schema.get("additionalProperties", {})
    choice = f" with values of {' or '.join(inside['enum'])}" if "enum" in inside else ""
    choice += f" with values that match {inside['pattern']}" if "pattern" in inside else ""
    choice += f" such as {' or '.join(schema['examples'])}" if "examples" in schema else ""
    return ", ".join((kind + choice, *limits))
