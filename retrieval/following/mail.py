"""Digests by mail: one a person, of what was found since the last, by SMTP or as files.

A digest counts as sent once the server took it. If this process dies in between, it goes out again
under the same Message-ID, by which mail programs know it.
"""

from __future__ import annotations

import hashlib
import re
import smtplib
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import urlsplit

from corpus.catalogue import Catalogue
from retrieval.following.follow_file import KEPT, FollowFile
from retrieval.following.follows import Finding, Follow, is_address
from retrieval.following.telling import Entry, entries
from retrieval.model import FollowError, Settings, link

Send = Callable[[EmailMessage], None]
# So much stands in one digest; the rest is counted, and stands in the app.
_MOST_ENTRIES = 60
_PATIENCE = 60.0
# What hinders one mail alone. All that smtplib raises is an OSError.
_OF_ONE = (
    FollowError,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
)
# So often in a row, so that one mail by which a server breaks off keeps no other back.
_MOST_FAILED = 3
# Mails that were written into a folder, by their names.
_WRITTEN = re.compile(r"[0-9a-f]{32}\.eml")
_ONLY_HERE = ("localhost", "127.0.0.1", "::1", None)
# A header line may have 998 letters (RFC 5322). A link folded at 78 would be encoded word by word,
# which no mail program reads as a link.
_WHOLE_LINES = SMTP.clone(max_line_length=998)
_PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run of digests came to; ``faults`` are sentences on those that did not go out."""

    mails: int = 0
    entries: int = 0
    faults: tuple[str, ...] = ()


def send_digests(catalogue: Catalogue, file: FollowFile, settings: Settings, send: Send) -> Sent:
    """Send everybody what was found for them and not sent yet.

    What cannot be sent stays for the next run, and so do all others once the server fails. Each
    follow's address is asked for now, and each quote is read anew, so that nothing goes out that
    was closed, masked or removed meanwhile.

    Raises:
        CatalogueError: the catalogue or the file of follows cannot be used.
    """
    waiting: dict[str, list[tuple[Follow, Finding]]] = {}
    for follow, finding in file.unmailed():
        waiting.setdefault(follow.mail, []).append((follow, finding))
    mails = told_all = failed = 0
    faults: list[str] = []
    for address, found in waiting.items():
        every = tuple(entries(catalogue, settings.app_url, found))
        told = _once(every)
        if not told:
            continue
        try:
            stop = stop_path(file.stop_token(address))
            send(digest(told, address, settings, stop))
        except (OSError, FollowError) as error:
            faults.append(f"a digest of {len(told)} could not be sent: {_reason(error)}")
            failed += not isinstance(error, _OF_ONE)
            if failed == _MOST_FAILED:
                # Each of the others would be waited for as long, and in vain.
                break
            continue
        failed = 0
        # What may not be told now may be later: it waits.
        file.mailed(one.finding for one in every)
        mails += 1
        told_all += len(told)
    return Sent(mails, told_all, tuple(faults))


def stop_path(token: str) -> str:
    """Return the path in the app by which whoever gets mail stops it."""
    return f"/feeds/stop/{token}"


def digest(told: Sequence[Entry], address: str, settings: Settings, stop: str = "") -> EmailMessage:
    """Return the mail that tells of entries, oldest first; ``stop`` is the path that stops such.

    Where others can reach the app, mail programs are told too how it is stopped (RFC 2369), by one
    click where it is reached by TLS (RFC 8058).

    Raises:
        FollowError: an address of it cannot be used.
    """
    message = EmailMessage(_WHOLE_LINES)
    message["From"] = _address(settings.mail_from or f"{settings.name} <minutebook@localhost>")
    message["To"] = _address(address)
    count = "1 new passage" if len(told) == 1 else f"{len(told)} new passages"
    message["Subject"] = f"{settings.name}: {count} on what you follow"
    message["Date"] = format_datetime(max(one.when for one in told))
    named = hashlib.sha256("\n".join((address, *(one.id for one in told))).encode()).hexdigest()
    message["Message-ID"] = f"<{named[:32]}@minutebook.invalid>"
    # Programs that answer when somebody is away leave such mail alone (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    if stop:
        stop = _in_app(settings, stop)
        if urlsplit(stop).hostname not in _ONLY_HERE:
            message["List-Unsubscribe"] = f"<{stop}>"
            if stop.startswith("https:"):
                message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content("\n".join(_lines(told, settings, stop)))
    return message


def sender(settings: Settings) -> Send:
    """Return what sends mail by the settings: to a server, or into a folder.

    Raises:
        FollowError: the settings name neither, or would send a password that all can read.
    """
    if settings.mail_folder:
        folder = Path(settings.mail_folder)
        _clear(folder)
        return lambda message: _write(message, folder)
    if not settings.mail_host:
        raise FollowError("no mail can be sent: MINUTEBOOK_MAIL_HOST names no server")
    if settings.mail_user and settings.mail_security == "none":
        raise FollowError(
            "no mail is sent: MINUTEBOOK_MAIL_USER needs MINUTEBOOK_MAIL_SECURITY=starttls or tls"
        )
    return lambda message: _by_smtp(message, settings)


def _in_app(settings: Settings, path: str) -> str:
    return link(settings.app_url, {}, urlsplit(settings.app_url).path, path.lstrip("/"))


def _lines(told: Sequence[Entry], settings: Settings, stop: str) -> Iterator[str]:
    for number, one in enumerate(told[:_MOST_ENTRIES], 1):
        yield from (f"{number}. {one.title}", "", f"   {one.said}", f"   {one.where}")
        yield from (f"   {one.link}", f"   Why: {one.about}", "")
    if len(told) > _MOST_ENTRIES:
        yield f"and {len(told) - _MOST_ENTRIES} more, which stand in the app."
        yield ""
    yield "Quotes are the papers' own words, as they read when this was sent; the paper counts."
    yield f"What you follow, and how to stop it: {_in_app(settings, 'following')}"
    if stop:
        yield f"Stop this mail: {stop}"


def _once(told: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return entries, those that quote the same words for two follows as one with both reasons."""
    found: dict[tuple[str, str], Entry] = {}
    for one in told:
        key = (one.link, one.quote)
        known = found.get(key)
        found[key] = one if known is None else replace(known, why=f"{known.why}; {one.why}")
    return tuple(found.values())


def _clear(folder: Path) -> None:
    """Delete the mails that were written long ago: they quote what may be closed since."""
    before = time.time() - KEPT
    for path in folder.glob("*.eml") if folder.is_dir() else ():
        if _WRITTEN.fullmatch(path.name) and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def _write(message: EmailMessage, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = str(message["Message-ID"]).strip("<>").partition("@")[0]
    path = folder / f"{name}.eml"
    path.touch(mode=0o600)
    path.write_bytes(bytes(message))


def _by_smtp(message: EmailMessage, settings: Settings) -> None:
    with _connected(settings) as server:
        if settings.mail_user:
            server.login(settings.mail_user, settings.mail_password.get_secret_value())
        server.send_message(message)


@contextmanager
def _connected(settings: Settings) -> Iterator[smtplib.SMTP]:
    host, security = settings.mail_host, settings.mail_security
    port = settings.mail_port or _PORTS[security]
    trusted = ssl.create_default_context()
    if security == "tls":
        with smtplib.SMTP_SSL(host, port, timeout=_PATIENCE, context=trusted) as server:
            yield server
        return
    with smtplib.SMTP(host, port, timeout=_PATIENCE) as server:
        if security == "starttls":
            server.starttls(context=trusted)
        yield server


def _address(text: str) -> Address:
    name, _, rest = text.rpartition("<")
    spec = rest.rstrip("> ").strip() if name else text.strip()
    try:
        if is_address(spec):
            return Address(name.strip(' "'), addr_spec=spec)
    except ValueError:
        # Its name cannot stand in a header.
        pass
    raise FollowError("an e-mail address cannot be used")


def _reason(error: Exception) -> str:
    """Return why mail was not taken, without the address that it was for."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = ", ".join(str(code) for code, _ in error.recipients.values())
        return f"the server refused whom it is for ({codes})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"the server answers {error.smtp_code}"
    return str(error) or type(error).__name__
