"""Firefox, driven by WebDriver BiDi, and WebKit, driven by WebDriver: addresses are opened there and expressions asked."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from browsing import ARGUMENTS, CHROMIUM

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox") or ""
WEBKIT = shutil.which("WebKitWebDriver") or ""
# It draws windows, so it needs a screen: one that nobody sees.
SCREEN = shutil.which("Xvfb") or ""
MINI_BROWSER = next(iter(sorted(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"))), None)
HAS_WEBKIT = bool(WEBKIT and SCREEN and MINI_BROWSER)
# How long a page may take on a busy machine, in seconds.
PATIENCE = 240

# An address to open (`open`) and an expression to await there (`ask`), which may wait for something by `until(() => …)`.
Step = Mapping[str, str]
ASKED = """const done = arguments[arguments.length - 1];
const until = async (found) => {{ while (!found()) await new Promise((go) => setTimeout(go, 50)); return found(); }};
(async () => {{
  await until(() => document.documentElement.dataset.explorer === "ready");
  return JSON.stringify(await ({ask}));
}})().then((found) => done({{ found }}), (fault) => done({{ fault: String(fault) }}));"""


def in_chromium(steps: Sequence[Step], _profile: Path) -> list[Any]:
    """Return what each expression gives in Chromium."""
    results = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page()
        for step in steps:
            if "open" in step:
                page.goto(step["open"])
            asked = ASKED.format(ask=step["ask"])
            answer = page.evaluate(f"() => new Promise((done) => (function () {{ {asked} }})(done))")
            assert "fault" not in answer, f"{step['ask']}: {answer['fault']}"
            results.append(json.loads(answer["found"]))
        browser.close()
    return results


def browsers_at_hand() -> dict[str, Callable[[Sequence[Step], Path], list[Any]]]:
    """Return what opens and asks in each browser that is on this machine, by its name."""
    there = {"Chromium": (CHROMIUM, in_chromium), "Firefox": (FIREFOX, in_firefox), "WebKit": (HAS_WEBKIT, in_webkit)}
    return {name: ask for name, (found, ask) in there.items() if found}


def in_firefox(steps: Sequence[Step], profile: Path) -> list[Any]:
    """Return what each expression gives in Firefox; nothing in the console complained.

    Args:
        steps: what to open and ask, in order.
        profile: an empty folder.
    """
    driver = Path(__file__).with_name("firefox.mjs")
    command = ["node", "--experimental-websocket", "--no-warnings", str(driver), FIREFOX, str(profile)]
    done = subprocess.run(command, input=json.dumps(steps), capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert found["complaints"] == []
    results: list[Any] = found["results"]
    return results


def in_webkit(steps: Sequence[Step], profile: Path) -> list[Any]:
    """Return what each expression gives in WebKitGTK.

    Args:
        steps: what to open and ask, in order.
        profile: an empty folder, where it keeps what it knows.
    """
    with _driver(profile) as call:
        options = {"binary": str(MINI_BROWSER), "args": ["--automation"]}
        made = call("POST", "session", {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}})
        session = f"session/{made['sessionId']}"
        try:
            call("POST", f"{session}/timeouts", {"script": PATIENCE * 1000})
            results = []
            for step in steps:
                if "open" in step:
                    call("POST", f"{session}/url", {"url": step["open"]})
                asked = {"script": ASKED.format(ask=step["ask"]), "args": []}
                answer = call("POST", f"{session}/execute/async", asked)
                assert "fault" not in answer, f"{step['ask']}: {answer['fault']}"
                results.append(json.loads(answer["found"]))
            return results
        finally:
            call("DELETE", session, None)


Call = Callable[[str, str, Any], Any]


@contextmanager
def _driver(profile: Path) -> Iterator[Call]:
    """Start a screen and a driver, and yield what calls the driver; both are ended.

    Source: W3C, "WebDriver", for what is called.
    """
    homes = {name: str(profile) for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    # Containers lend no namespaces, as for Chromium.
    alone = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
    words = [SCREEN, "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with _running(words, dict(os.environ), subprocess.PIPE) as screen:
        assert screen.stdout is not None
        port = _free_port()
        environment = {**os.environ, **homes, **alone, "DISPLAY": f":{screen.stdout.readline().strip()}"}

        def call(method: str, path: str, data: Any) -> Any:
            body = None if data is None else json.dumps(data).encode()
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/{path}", body, {"Content-Type": "application/json"}, method=method
            )
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - the same
                return json.load(answer)["value"]

        with _running([WEBKIT, f"--port={port}"], environment, subprocess.DEVNULL):
            _await(call)
            yield call


@contextmanager
def _running(words: Sequence[str], environment: Mapping[str, str], out: int) -> Iterator[subprocess.Popen[str]]:
    """Start a process, and end it."""
    with subprocess.Popen(words, env=environment, stdout=out, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
        return port


def _await(call: Call) -> None:
    """Wait until the driver answers."""
    for _ in range(PATIENCE * 10):
        try:
            if call("GET", "status", None)["ready"]:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(WEBKIT)
