"""The one user of LlamaIndex's language models and of their vendors' clients.

Both kinds of server are reached through HTTP clients of our own, which follow
no redirect (a prompt goes where the operator said and nowhere else), retry
nothing, and read no more than a bounded number of bytes.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from email.utils import parsedate_to_datetime
from functools import cached_property
from time import time
from typing import TYPE_CHECKING, Any

import httpx

from retrieval.explain.choice import Choice, Protocol
from retrieval.explain.words import Piece, Prompt
from retrieval.model import LanguageModelError, Settings

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatResponse
    from llama_index.core.llms import LLM

_LOG = logging.getLogger(__name__)
# An answer is a few kilobytes; a stream wraps each word in some hundred bytes.
_MOST_BYTES = 4 * 2**20
_LONGEST_REST = 300.0
_TALKATIVE = ("openai", "httpx", "httpcore")
_LOAD_SECONDS = 120.0
_LOOK_SECONDS = 3.0
# How servers refuse a request that asks for what they do not know.
_NO_SCHEMAS = (400, 422, 501)


class ModelClient:
    """Speaks to one model; safe to share between threads."""

    def __init__(self, choice: Choice, settings: Settings) -> None:
        self._choice = choice
        self._key = settings.llm_key
        self._window = settings.llm_window
        self._timeout = settings.llm_timeout
        self._json = settings.llm_json
        self._transport = _Limited()
        self._http = httpx.Client(**self._http_options())

    def prepare(self) -> None:
        """Import what speaks to the model: seconds that are no fault of its server."""
        self._model(1)
        for name in _TALKATIVE:
            # At their debug level they would write down whole prompts, exempt ones too.
            logging.getLogger(name).setLevel(logging.WARNING)

    def stream(self, prompt: Prompt, most_tokens: int) -> Generator[Piece, None, None]:
        """Yield what the model writes, ``most_tokens`` at most; its thoughts come as empty pieces.

        Raises:
            LanguageModelError: it is not there, refuses, fails or speaks no chat protocol.
        """
        try:
            yield from self._in_json(prompt, most_tokens)
        except LanguageModelError:
            raise
        # The clients raise whatever a server's odd answer makes them stumble over; none of
        # it may reach the reader of an answer, who gets the quotes without the model.
        except Exception as error:
            raise self._trouble(error) from error
        finally:
            # The clients close a stream that is left in the middle only when memory is cleaned.
            self._transport.close_stream()

    def look(self) -> None:
        """Ask whether the server is there and knows the model.

        Raises:
            LanguageModelError: it does not answer, or does not know it.
        """
        try:
            if self._choice.protocol is Protocol.OLLAMA:
                self._post("/api/show", {"model": self._choice.model}, _LOOK_SECONDS)
            else:
                url = f"{self._choice.base_url}/models"
                self._http.get(url, timeout=_LOOK_SECONDS)
        except Exception as error:
            trouble = self._trouble(error)
            if isinstance(_status_in(error), _StatusError) and self._lists_nothing(error):
                return
            raise trouble from error

    def load(self) -> None:
        """Have an Ollama server load the model before the first question; others have it loaded.

        Raises:
            LanguageModelError: it could not be loaded.
        """
        if self._choice.protocol is Protocol.OLLAMA:
            options = {"num_ctx": self._window}
            asked = {"model": self._choice.model, "stream": False, "options": options}
            try:
                self._post("/api/generate", asked, _LOAD_SECONDS)
            except Exception as error:
                raise self._trouble(error) from error

    def _in_json(self, prompt: Prompt, most_tokens: int) -> Iterator[Piece]:
        """Yield what the model writes, kept to the prompt's schema where the server can do so."""
        plain = replace(prompt, schema=None)
        if prompt.schema is None or not self._json:
            yield from self._stream(plain, most_tokens)
            return
        try:
            yield from self._stream(prompt, most_tokens)
        except Exception as error:
            status = _status_in(error)
            if status is None or status.status not in _NO_SCHEMAS:
                raise
            # It refuses before the first word. What it refuses may be the length of it all, so
            # that it takes no schema is known only where it takes the same without one.
            yield from self._stream(plain, most_tokens)
            self._json = False

    def _stream(self, prompt: Prompt, most_tokens: int) -> Iterator[Piece]:
        from llama_index.core.base.llms.types import ChatMessage, MessageRole

        told = (prompt.system, prompt.in_json) if prompt.schema else (prompt.system,)
        messages = [
            ChatMessage(role=MessageRole.SYSTEM, content="\n".join(told)),
            ChatMessage(role=MessageRole.USER, content=prompt.user),
        ]
        wanted = self._wanted(prompt.schema) if prompt.schema else {}
        for response in self._model(most_tokens).stream_chat(messages, **wanted):
            yield Piece(response.delta or "", _ended(response))

    def _wanted(self, schema: Mapping[str, object]) -> dict[str, Any]:
        """Return what asks a server for JSON of a schema."""
        if self._choice.protocol is Protocol.OLLAMA:
            return {"format": schema}
        named = {"name": "statements", "strict": True, "schema": schema}
        return {"response_format": {"type": "json_schema", "json_schema": named}}

    def _model(self, most_tokens: int) -> LLM:
        if self._choice.protocol is Protocol.OLLAMA:
            return self._ollama(most_tokens)
        from llama_index.llms.openai_like import OpenAILike

        client: LLM = OpenAILike(
            model=self._choice.model,
            api_base=self._choice.base_url,
            # Never empty, or it would look for another service's key; requests are signed below.
            api_key="none",
            is_chat_model=True,
            context_window=self._window,
            max_tokens=most_tokens,
            temperature=0.0,
            timeout=self._timeout,
            max_retries=0,
            http_client=self._http,
        )
        return client

    def _ollama(self, most_tokens: int) -> LLM:
        from llama_index.llms.ollama import Ollama

        client: LLM = Ollama(
            model=self._choice.model,
            base_url=self._choice.base_url,
            temperature=0.0,
            context_window=self._window,
            additional_kwargs={"num_predict": most_tokens},
            keep_alive="30m",
            thinking=False,
            client=self._ollama_http,
        )
        return client

    @cached_property
    def _ollama_http(self) -> Any:
        from ollama import Client

        return Client(self._choice.base_url, **self._http_options())

    def _post(self, path: str, body: Mapping[str, object], seconds: float) -> None:
        url = self._choice.base_url + path
        self._http.post(url, json=body, timeout=seconds)

    def _http_options(self) -> dict[str, Any]:
        return {
            "timeout": self._timeout,
            "follow_redirects": False,
            "transport": self._transport,
            "event_hooks": {"request": [self._sign], "response": [_refuse_failures]},
        }

    def _sign(self, request: httpx.Request) -> None:
        """Give a request our key and no other that a client found in the environment.

        Gateways of the Azure kind ask for it in a header of their own.
        """
        request.headers.pop("Authorization", None)
        key = self._key.get_secret_value()
        if key:
            request.headers.update({"Authorization": f"Bearer {key}", "api-key": key})

    def _lists_nothing(self, error: BaseException) -> bool:
        """Whether a server merely has no list of models: some gateways only chat."""
        status = _status_in(error)
        return (
            self._choice.protocol is Protocol.OPENAI
            and status is not None
            and status.status in (404, 405, 501)
        )

    def _trouble(self, error: BaseException) -> LanguageModelError:
        """Say in plain words what went wrong, without the server's words or the key."""
        status = _status_in(error)
        _LOG.warning(
            "language model %s: %s%s",
            self._choice.model,
            type(error).__name__,
            f" {status.status}" if status else "",
        )
        if status is not None:
            return _refusal(status)
        kinds = [type(one) for one in _chain(error)]
        if any(issubclass(kind, httpx.TimeoutException) for kind in kinds):
            return LanguageModelError(f"it was silent for {self._timeout:g} seconds", rest=15)
        if any(issubclass(kind, (httpx.ConnectError, ConnectionError)) for kind in kinds):
            return LanguageModelError("its server cannot be reached")
        if any(issubclass(kind, httpx.TransportError) for kind in kinds):
            return LanguageModelError("it broke off in the middle")
        return LanguageModelError("its server's answer could not be read")


class _StatusError(Exception):
    """A server's refusal; ``retry_after`` are the seconds that it asks to be left alone."""

    def __init__(self, status: int, retry_after: float | None) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.retry_after = retry_after


def _refuse_failures(response: httpx.Response) -> None:
    """Raise on anything but success, before a vendor's client drops the headers."""
    if response.status_code >= 300:
        raise _StatusError(response.status_code, _seconds(response.headers.get("retry-after")))


def _seconds(retry_after: str | None) -> float | None:
    """Read a Retry-After header: seconds or an HTTP date; None where it says neither."""
    if not retry_after:
        return None
    try:
        return min(max(float(retry_after), 0.0), _LONGEST_REST)
    except ValueError:
        pass
    try:
        left = parsedate_to_datetime(retry_after).timestamp() - time()
    except (TypeError, ValueError):
        return None
    return min(max(left, 0.0), _LONGEST_REST)


def _refusal(status: _StatusError) -> LanguageModelError:
    code = status.status
    if code == 429:
        wait = status.retry_after
        asks = "" if wait is None else f" and asks to wait {wait:.0f} seconds"
        return LanguageModelError(f"it is busy{asks}", rest=5.0 if wait is None else wait)
    said = {
        400: "its server rejects the request; perhaps MINUTEBOOK_LLM_WINDOW is too large",
        401: "its server refuses the key",
        403: "its server refuses the key",
        404: "its server does not know the model or the address",
        413: "its server finds the request too long",
    }
    if code in said:
        return LanguageModelError(said[code])
    if code < 400:
        return LanguageModelError("its server sends us elsewhere, which is not followed")
    return LanguageModelError(
        f"its server has an error (HTTP {code})", rest=status.retry_after or 0.0
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it was raised from."""
    one: BaseException | None = error
    for _ in range(10):
        if one is None:
            return
        yield one
        one = one.__cause__ or one.__context__


def _status_in(error: BaseException) -> _StatusError | None:
    return next((one for one in _chain(error) if isinstance(one, _StatusError)), None)


def _ended(response: ChatResponse) -> str:
    """Return why the model stopped; "" while it goes on."""
    raw = response.raw
    if isinstance(raw, Mapping):
        return str(raw.get("done_reason") or "stop") if raw.get("done") else ""
    choices: Iterable[Any] = getattr(raw, "choices", None) or ()
    return next((str(c.finish_reason) for c in choices if c.finish_reason), "")


class _Limited(httpx.BaseTransport):
    """Reads no more of a response than an answer can need."""

    def __init__(self) -> None:
        # One question, one connection: none is left open behind an idle app.
        self._inner = httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))
        self._mine = threading.local()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._inner.handle_request(request)
        assert isinstance(response.stream, httpx.SyncByteStream)
        self._mine.stream = stream = _LimitedStream(response.stream)
        return httpx.Response(
            response.status_code,
            headers=response.headers,
            stream=stream,
            extensions=response.extensions,
        )

    def close_stream(self) -> None:
        """Close what this thread received last, and so its connection."""
        stream: _LimitedStream | None = getattr(self._mine, "stream", None)
        if stream is not None:
            stream.close()
            self._mine.stream = None

    def close(self) -> None:
        self._inner.close()


class _LimitedStream(httpx.SyncByteStream):
    def __init__(self, inner: httpx.SyncByteStream) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        read = 0
        for chunk in self._inner:
            read += len(chunk)
            if read > _MOST_BYTES:
                raise LanguageModelError("it wrote without end and was stopped")
            yield chunk

    def close(self) -> None:
        self._inner.close()
