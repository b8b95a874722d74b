"""Whether an address or a page is that of a sign-in, which may mean that a paper is closed.

A page of a site that is being mended, or a firewall's, is none.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from corpus.model import ENDINGS, ending_of

# So far into a page its form is looked for, in bytes.
MOST_PAGE = 1_000_000
_SIGN = re.compile(
    r"(?:log|sign)[-_]?(?:in|on)(?![a-z])|(?<![a-z])(?:adfs|saml2?|sso|oauth2?|openid)(?![a-z])",
    re.IGNORECASE,
)
_PASSWORD = re.compile(rb"<input\b[^<>]{0,500}\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_LEADS = re.compile(
    rb"<(?:form|meta)\b[^<>]{0,500}\b(?:action|url)\s*=\s*[\"']?([^\"'<>\s]{1,2000})", re.IGNORECASE
)


def is_sign_in(address: str) -> bool:
    """Whether an address is that of a sign-in, by its host and path; a paper's never is."""
    try:
        parts = urlsplit(address)
        path = unquote(parts.path)
        if ending_of(PurePosixPath(path).name) in ("pdf", *ENDINGS):
            return False
        return _SIGN.search(f"{parts.hostname or ''}{path}") is not None
    except ValueError:
        return False


def asks_to_sign_in(page: bytes) -> bool:
    """Whether a page has a field for a password, or a form that leads to a sign-in."""
    if _PASSWORD.search(page):
        return True
    leads = (match[1].decode("utf-8", "replace") for match in _LEADS.finditer(page))
    return any(map(is_sign_in, leads))
