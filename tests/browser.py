"""Headless Chromium over its DevTools protocol, through a pipe: pages, scripts, pictures, the accessibility tree.

https://chromedevtools.github.io/devtools-protocol/; messages are JSON, each ended by a zero byte.
"""

from __future__ import annotations

import base64
import io
import json
import os
import select
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-pipe"),
    "--force-color-profile=srgb",
)
START = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Chromium reads commands from the third file and writes answers to the fourth."""

PATIENCE = 120
"""Seconds for one answer, on a busy machine."""


class Browser:
    """One Chromium with one page in it."""

    def __init__(self, profile: Path) -> None:
        if PROGRAM is None:
            raise FileNotFoundError("chromium")
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        command = [sys.executable, "-c", START, str(theirs_in), str(theirs_out), PROGRAM, *FLAGS]
        command += [f"--user-data-dir={profile}", "about:blank"]
        self.process = subprocess.Popen(command, pass_fds=(theirs_in, theirs_out), stderr=subprocess.DEVNULL)
        os.close(theirs_in)
        os.close(theirs_out)
        self.out, self.into, self.rest, self.last = ours_out, ours_in, b"", 0
        self.session: str | None = None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable")

    def close(self) -> None:
        """End the program."""
        self.session = None
        self.ask("Browser.close")
        self.process.wait(PATIENCE)
        os.close(self.out)
        os.close(self.into)

    def ask(self, method: str, **parameters: Any) -> Any:
        """The result of a command of the protocol."""
        self.last += 1
        message = {"id": self.last, "method": method, "params": parameters}
        os.write(self.out, json.dumps(message | ({"sessionId": self.session} if self.session else {})).encode() + b"\0")
        answer = self._received(lambda message: message.get("id") == self.last)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer["result"]

    def open(self, page: Path, *, width: int = 800, height: int = 600, dark: bool = False) -> None:
        """Show a page in a window, wait until it is loaded."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])
        self.ask("Page.navigate", url=page.as_uri())
        self._received(lambda message: message.get("method") == "Page.loadEventFired")

    def run(self, script: str) -> Any:
        """The value of an expression of JavaScript in the page."""
        result = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{script}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def picture(self, left: float = 0, top: float = 0, width: float = 800, height: float = 600) -> Any:
        """The pixels of a part of the page, (height, width, 3)."""
        clip = {"x": left, "y": top, "width": width, "height": height, "scale": 1}
        data = self.ask("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)["data"]
        return np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB"))

    def accessible(self) -> list[dict[str, Any]]:
        """What assistive technology is told of: role, name and description of each node that it is shown."""
        nodes = self.ask("Accessibility.getFullAXTree")["nodes"]
        parts = ("role", "name", "description")
        return [{p: n.get(p, {}).get("value", "") for p in parts} for n in nodes if not n["ignored"]]

    def _received(self, wanted: Any) -> Any:
        while True:
            while b"\0" not in self.rest:
                if not select.select([self.into], [], [], PATIENCE)[0]:
                    raise TimeoutError("chromium does not answer")
                data = os.read(self.into, 1 << 20)
                if not data:
                    raise ConnectionError("chromium has ended")
                self.rest += data
            text, _, self.rest = self.rest.partition(b"\0")
            message = json.loads(text)
            if wanted(message):
                return message
