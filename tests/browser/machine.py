"""The real server on a free port, and a real Chromium that sees nothing but that server."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request

from data.passwords import DEMO_PASSWORD

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"laptop": (1440, 900), "wall": (1920, 1080)}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--lang=zh-CN", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
START_LIMIT_S = 90
ERRORS = '[data-testid="stException"], [data-testid="stAlertContentError"]'


class ServerFailedError(RuntimeError):
    """The server did not come up; the text is its log."""


def find_chromium(playwright: Playwright) -> str | None:
    """The first browser on PATH, else Playwright's own, else None."""
    on_path = next(filter(None, map(shutil.which, BROWSERS)), None)
    own = playwright.chromium.executable_path
    return on_path or (own if Path(own).exists() else None)


def launch(playwright: Playwright, executable: str) -> Browser:
    """Headless; without the sandbox only where root gives no choice."""
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else list(FLAGS)
    return playwright.chromium.launch(executable_path=executable, args=flags)


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(var_dir: Path) -> Iterator[str]:
    """The address of a server in demo mode over the database in var_dir, up until the block ends."""
    server = Server(var_dir)
    try:
        server.start()
        yield server.address
    finally:
        server.stop()


class Server:
    """The real server in a process of its own, which can be ended, started again in its place, and held still."""

    def __init__(self, var_dir: Path) -> None:
        self.var_dir, self.port = var_dir, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """In demo mode over the database in var_dir; ready when this returns."""
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        log = self.var_dir / "server.log"
        with log.open("a") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={self.port}"],
                cwd=ROOT, env={**environment, "VAR_DIR": str(self.var_dir), "DEMO_MODE": "1"},
                stdout=output, stderr=subprocess.STDOUT,
            )
        _wait_until_up(self.process, self.address, log)

    def stop(self) -> None:
        """As a service manager does it."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """As a power cut does it."""
        self._send(signal.SIGKILL)

    @contextmanager
    def held_still(self) -> Iterator[None]:
        """It takes connections, since the kernel does, and answers nothing until the block ends."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def _send(self, number: signal.Signals) -> None:
        if self.process:
            self.process.send_signal(number)
            self.process.wait()
            self.process = None


def _wait_until_up(server: subprocess.Popen, address: str, log: Path) -> None:
    for _ in range(START_LIMIT_S * 5):
        try:
            urllib.request.urlopen(f"{address}/health", timeout=5).close()
        except (urllib.error.URLError, OSError):
            if server.poll() is not None:
                break
            time.sleep(0.2)
        else:
            return
    raise ServerFailedError(log.read_text())


def kept_inside(context: BrowserContext, address: str) -> list[str]:
    """Note every request that would leave the server; returns the list that they are noted in.

    The browser finds no other host. It is not told to ask us of each request: then it would keep nothing in its cache.
    """
    outside: list[str] = []

    def judge(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            outside.append(request.url)

    context.on("request", judge)
    return outside


def sign_in(page: Page, account: str = "lianxi", password: str = DEMO_PASSWORD, at: str = "/sign-in") -> None:
    """As a person does it; the page then stands where the account begins, or at what was asked for."""
    page.goto(at)
    page.get_by_label("账号").fill(account)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def open_settled(page: Page, url: str) -> None:
    """Open a page and wait until its script has run and its charts are drawn."""
    page.goto(url)
    page.wait_for_selector(".page-head h1")
    settle(page)


def settle(page: Page) -> None:
    """Wait until the script has stopped, nothing is loading, and the page has stood still for a moment."""
    page.wait_for_selector(".stApp")
    page.evaluate(STILL)
    page.wait_for_load_state("networkidle")
    page.wait_for_selector('[data-testid="stSkeleton"]', state="detached")


STILL = """() => new Promise(done => {
  const rests = () => document.querySelector('.stApp[data-test-script-state="notRunning"]')
    && !document.querySelector('[data-testid="stSkeleton"]');
  const end = () => rests() ? done() : wait();
  let timer;
  const wait = () => { clearTimeout(timer); timer = setTimeout(end, 600); };
  new MutationObserver(wait).observe(document.body, {subtree: true, childList: true, attributes: true});
  wait();
  setTimeout(done, 15000);
})"""
