"""A running `parallax serve`, for the checks that use it."""

import http.client
import json
import os
import re
import signal
import subprocess
import tempfile
import time


class Service:
    """A running service; its standard error is kept."""

    def __init__(self, program, *arguments, environment=None):
        self.log = tempfile.TemporaryFile(mode="w+")
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [program, "serve", "--port", "0", *arguments], stderr=self.log, stdout=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})})
        self.port = self.wait_for_port()

    def lines(self):
        self.log.seek(0)
        return self.log.read().splitlines()

    def wait_for_port(self):
        for _ in range(1500):
            for line in self.lines():
                found = re.search(r"listening on http://[^ ]*:(\d+)/", line)
                if found:
                    return int(found[1])
            if self.process.poll() is not None:
                raise SystemExit("the service ended: " + "\n".join(self.lines()))
            time.sleep(0.02)
        raise SystemExit("the service does not listen")

    def wait_until_ready(self):
        for _ in range(1500):
            if self.ask("GET", "/readyz")[0] == 200:
                return
            time.sleep(0.02)
        raise SystemExit("the service does not become ready: " + "\n".join(self.lines()[-5:]))

    def ask(self, method, path, body=None, kind="application/json", headers=None, timeout=60):
        """Status, headers and body of an answer; bodies of dictionaries are sent as JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        fields = dict(headers or {})
        if body is not None:
            fields.setdefault("Content-Type", kind)
            if isinstance(body, (dict, list)):
                body = json.dumps(body)
            if isinstance(body, str):
                body = body.encode()
        connection.request(method, path, body=body, headers=fields)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, answer.headers, data

    def stop(self):
        """Ends it as a service manager does; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20)
