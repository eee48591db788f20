"""A headless Chromium behind its driver, for the checks of the page."""

import base64
import json
import re
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path


class Browser:
    """A headless Chromium behind its driver."""

    def __init__(self, check):
        self.check = check
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                       text=True)
        for line in self.driver.stdout:
            found = re.search(r"started successfully on port (\d+)", line)
            if found:
                break
        self.base = f"http://127.0.0.1:{found[1]}/session"
        options = {"args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                            "--window-size=1280,900"]}
        session = self.call("POST", "", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}})
        self.base += "/" + session["sessionId"]

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise SystemExit(f"check-page: {path}: {json.load(error)['value']['message'][:300]}") from error

    def open(self, url):
        self.call("POST", "/url", {"url": url})

    def run(self, script, *arguments):
        return self.call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def element(self, selector):
        found = self.call("POST", "/element", {"using": "css selector", "value": selector})
        return "/element/" + next(iter(found.values()))

    def enter(self, selector):
        """Into a frame, where what is run and found is the frame's; None leads back."""
        found = self.call("POST", "/element", {"using": "css selector", "value": selector}) if selector else None
        self.call("POST", "/frame", {"id": found})

    def click(self, selector):
        # The driver does not scroll the page for an element within a frame that ends below the window.
        self.run("document.querySelector(arguments[0]).scrollIntoView({block: 'center', behavior: 'instant'})", selector)
        self.call("POST", self.element(selector) + "/click", {})

    def keys(self, selector, text):
        self.call("POST", self.element(selector) + "/value", {"text": text})

    def wait(self, script, what, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.run("return " + script):
                return True
            time.sleep(0.1)
        self.check(False, f"{what}; the page says: {self.run('return document.getElementById(`status`).textContent')}")
        return False

    def dark(self, value):
        self.call("POST", "/goog/cdp/execute", {"cmd": "Emulation.setEmulatedMedia", "params": {
            "features": [{"name": "prefers-color-scheme", "value": value}]}})

    def picture(self, folder, name):
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            time.sleep(1)  # A picture is of what has been drawn.
            (Path(folder) / name).write_bytes(base64.b64decode(self.call("GET", "/screenshot")))

    def close(self):
        try:
            self.call("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait()
