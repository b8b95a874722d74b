"""How quick the app is: first page, cited page picture, ten people at once.

``python -m tests.browser.speeds DATA QUESTIONS.jsonl`` serves a copy of a filled
data folder on loopback, measures with headless Chromium and with ten sessions of
Streamlit's own protocol, prints the figures and ends with 1 when one is over its
limit. Every wait is bounded. The machine should be quiet.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from playwright.sync_api import Browser, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.browser.conftest import _FLAGS, CHROMIUM, served
from tests.conftest import ROOT

FIRST_PAGE_S, PICTURE_MS, ANSWER_MS = 3.0, 400.0, 2000.0
# Nobody clicks on a citation sooner after the answer.
_READING_MS = 400.0
_PEOPLE, _CLICKS, _PATIENCE = 10, 16, 120.0
# From the click to the frame in which the whole picture is painted, by the browser's own clock and
# looked at every frame: waiting from outside adds its own rounds of half a second.
_NOTE_CLICK = """() => {
  const pictures = (root) => [...root.querySelectorAll("*")].flatMap((found) =>
    found.matches("img.page[src]") ? [found] : found.shadowRoot ? pictures(found.shadowRoot) : []);
  addEventListener("click", (event) => {
    const look = async () => {
      const [picture] = pictures(document);
      if (!picture?.complete || !picture.naturalWidth) { requestAnimationFrame(look); return; }
      await picture.decode();
      requestAnimationFrame(() => setTimeout(() => {
        window.sinceClick = performance.now() - event.timeStamp; }));
    };
    look();
  }, { capture: true, once: true });
}"""


def main(data: Path, sets: Path) -> int:
    """Measure and print; 1 when a limit is broken."""
    lines = sets.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines if line.strip()]
    with tempfile.TemporaryDirectory(prefix="speeds-") as folder:
        copy = Path(folder) / "data"
        shutil.copytree(data, copy)
        with sync_playwright() as playwright:
            # Whoever types "make run" has a browser open.
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
            started = time.perf_counter()
            _filled(copy)
            with served(ROOT / "app.py", copy) as address:
                first = _first_page(browser, address, started)
                pictures = _pictures(browser, address, questions[:_CLICKS])
                browser.close()
                answers = _answers(address, questions)
    found = (
        ("first page after start, s", first, FIRST_PAGE_S),
        ("cited page picture, median ms", median(pictures), PICTURE_MS),
        ("answer, ten people at once, p50 ms", _share(answers, 0.5), ANSWER_MS),
        ("answer, ten people at once, p95 ms", _share(answers, 0.95), ANSWER_MS),
    )
    for name, value, limit in found:
        print(f"{name:40}{value:10.1f}   limit {limit:.0f}", "" if value < limit else "  OVER")
    print(f"{len(answers)} answers, {len(pictures)} pictures (worst {max(pictures):.0f} ms)")
    return int(any(value >= limit for _, value, limit in found))


def _filled(data: Path) -> None:
    """Do what ``make run`` does before it serves."""
    command = [sys.executable, "-m", "corpus", "add", "corpus/sample", "--if-empty"]
    settings = os.environ | {"MINUTEBOOK_DATA": str(data)}
    subprocess.run(command, cwd=ROOT, env=settings, check=True, capture_output=True, timeout=240)


def _first_page(browser: Browser, address: str, started: float) -> float:
    """Return the seconds from starting to the first page with its starters."""
    page = browser.new_page()
    page.goto(address)
    page.locator("[class*=st-key-starter_]").first.wait_for(timeout=_PATIENCE * 1000)
    found = time.perf_counter() - started
    page.close()
    return found


def _pictures(browser: Browser, address: str, questions: Sequence[str]) -> list[float]:
    """Return, a question that is answered, the milliseconds from a click to the cited page.

    Each is a new visitor, whose browser has nothing of the app in its cache.
    """
    found: list[float] = []
    for question in questions:
        page = browser.new_page()
        page.set_default_timeout(_PATIENCE * 1000)
        page.goto(f"{address}/?{urlencode({'q': question})}")
        page.locator("[class*=st-key-actions_]").wait_for()
        page.wait_for_timeout(_READING_MS)
        cited = page.locator("[class*=st-key-cite_] button")
        if cited.count():
            page.evaluate(_NOTE_CLICK)
            cited.first.click()
            page.wait_for_function("window.sinceClick !== undefined", polling=100)
            found.append(page.evaluate("window.sinceClick"))
        page.close()
    return found


def _answers(address: str, questions: Sequence[str]) -> list[float]:
    """Run :func:`_people` in a thread, as Playwright has a loop of its own in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, _people(address, questions)).result()


async def _people(address: str, questions: Sequence[str]) -> list[float]:
    """Return the milliseconds of each answer when ten people ask three questions each.

    Raises:
        RuntimeError: somebody was shown a question that another one asked.
    """
    shares = [questions[person::_PEOPLE][:3] for person in range(_PEOPLE)]
    found = await asyncio.gather(*(_person(address, share, shares) for share in shares))
    return [spent for spents in found for spent in spents]


async def _person(
    address: str, questions: Sequence[str], shares: Sequence[Sequence[str]]
) -> list[float]:
    spent = []
    others = {question for share in shares if share is not questions for question in share}
    for question in questions:
        async with connect(
            f"{address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
        ) as socket:
            begun = time.perf_counter()
            shown = await asyncio.wait_for(_asked(socket, question), _PATIENCE)
            spent.append((time.perf_counter() - begun) * 1000)
        seen = {other for other in others - set(questions) if other in shown}
        if question not in shown or seen:
            raise RuntimeError(f"asked {question!r}, was shown {seen or 'nothing'}")
    return spent


async def _asked(socket: ClientConnection, question: str) -> str:
    """Open the app on a question's link, and return all text it shows once it is answered."""
    message = BackMsg()
    message.rerun_script.query_string = urlencode({"q": question})
    await socket.send(message.SerializeToString())
    shown = ""
    async for received in socket:
        forward = ForwardMsg.FromString(received if isinstance(received, bytes) else b"")
        if forward.WhichOneof("type") == "delta":
            shown += forward.delta.new_element.text.body
        if forward.WhichOneof("type") == "script_finished":
            return shown
    raise RuntimeError("the app closed the connection")


def _share(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
