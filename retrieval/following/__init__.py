"""What people follow: found in new papers as the public sees them; feeds, calendars, mail."""

from __future__ import annotations

from retrieval.following.atom import atom_feed
from retrieval.following.calendar_file import calendar_file
from retrieval.following.feeds import Feeds, feed_id, feed_path, followed_committees
from retrieval.following.follow_file import FollowFile
from retrieval.following.follows import MOST_WORDS, Follow, FollowKind
from retrieval.following.looking import Looker
from retrieval.following.mail import send_digests, sender
from retrieval.following.meetings_told import meetings_held
from retrieval.following.telling import Entry, entries, shown

__all__ = [
    "MOST_WORDS",
    "Entry",
    "Feeds",
    "Follow",
    "FollowFile",
    "FollowKind",
    "Looker",
    "atom_feed",
    "calendar_file",
    "entries",
    "feed_id",
    "feed_path",
    "followed_committees",
    "meetings_held",
    "send_digests",
    "sender",
    "shown",
]
