"""What only shows on the wire: broken requests, slow and absent clients, load, and the end of a service."""

import http.client
import json
import os
import random
import re
import signal
import socket
import tempfile
import threading
import time

from service import Service


def long_comparison():
    """Articles whose comparison takes some seconds."""
    draw = random.Random(1)
    words = ["".join(draw.choices("abcdefghij", k=6)) for _ in range(3000)]
    texts = [" ".join(" ".join(draw.choices(words, k=12)).capitalize() + "." for _ in range(8000)) for _ in "AB"]
    return {"articles": [{"outlet": text[0], "text": text} for text in texts]}


LONG = long_comparison()
# Every sentence is like every other: a comparison that takes minutes, if it is let.
ENDLESS = {"articles": [{"outlet": name, "text": "Rebels and militants signed the deal on Monday. " * 10_000} for name in "ABCDEFGH"]}


def raw(service, data, wait=5.0):
    """What comes back for bytes of our own."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=wait) as connection:
        connection.sendall(data)
        answer = b""
        try:
            while part := connection.recv(65536):
                answer += part
        except (TimeoutError, ConnectionResetError):
            pass
    return answer


def check_wire(service, check):
    for data in (b"FOO /v1/score HTTP/1.1\r\nHost: localhost\r\n\r\n", b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                 b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
                 b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"):
        answer = raw(service, data, 2)
        check(not answer or answer.split(b" ")[1][:1] == b"4", f"{data[:30]!r}: {answer[:60]!r}")
        check(not answer or b'{"error":{"code":' in answer, f"{data[:30]!r}: no word of what is wrong")
    # A client that goes away in the middle.
    for _ in range(20):
        connection = socket.create_connection(("127.0.0.1", service.port))
        connection.sendall(b"POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"text\":")
        connection.close()
    # Slow clients do not stop the others.
    slow = []
    for _ in range(1000):
        connection = socket.create_connection(("127.0.0.1", service.port))
        connection.sendall(b"POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\n{")
        slow.append(connection)
    begun = time.monotonic()
    check(service.ask("GET", "/healthz")[0] == 200, "slow clients stop the others")
    check(time.monotonic() - begun < 5, "slow clients slow the others down")
    for connection in slow:
        connection.close()
    check_body(service, check)


def check_body(service, check):
    """A body that stalls gets its answer, and a client that asks before it sends one is told to go on."""
    head = (b"POST /v1/clean HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nConnection: close\r\n"
            b"Content-Length: %d\r\n")
    begun = time.monotonic()
    answer = raw(service, head % 500 + b"\r\nFerries", 25)
    waited = time.monotonic() - begun
    check(answer.startswith(b"HTTP/1.1 408 ") and b'"timeout"' in answer, f"a body that stalls gets {answer[:60]!r}")
    check(14 < waited < 19, f"a body that stalls gets its answer after {waited:.1f} s")
    text = b"Ferries stayed in the harbour on Monday."
    with socket.create_connection(("127.0.0.1", service.port), timeout=5) as connection:
        connection.sendall(head % len(text) + b"Expect: 100-continue\r\n\r\n")
        begun = time.monotonic()
        first = connection.recv(1024)
        check(first == b"HTTP/1.1 100 Continue\r\n\r\n" and time.monotonic() - begun < 0.9, f"who asks to go on gets {first!r}")
        connection.sendall(text)
        answer = connection.recv(65536)
        check(answer.startswith(b"HTTP/1.1 200 "), f"who was told to go on gets {answer[:60]!r}")
    with socket.create_connection(("127.0.0.1", service.port), timeout=5) as connection:
        connection.sendall(head % (1 << 30) + b"Expect: 100-continue\r\n\r\n")
        answer = connection.recv(65536)
        check(answer.startswith(b"HTTP/1.1 413 "), f"who asks to send too much gets {answer[:60]!r}")


def running(service, queue):
    text = service.ask("GET", "/metrics")[2].decode()
    return int(re.search(r'parallax_requests_running\{queue="%s"\} (\d+)' % queue, text)[1])


def begin_comparison(service):
    """A connection on which a comparison without end was asked for."""
    body = json.dumps(ENDLESS).encode()
    connection = socket.create_connection(("127.0.0.1", service.port), timeout=30)
    connection.sendall(b"POST /v1/compare HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                       b"Content-Length: %d\r\n\r\n" % len(body) + body)
    return connection


def wait_until_running(service, count, seconds):
    """Waits until so many comparisons are worked on; the seconds it took."""
    begun = time.monotonic()
    while running(service, "articles") != count and time.monotonic() < begun + seconds:
        time.sleep(0.02)
    return time.monotonic() - begun


def check_queues(program, arguments, many, check):
    """The corpus answers beside comparisons on all processors, and what nobody waits for is given up."""
    with tempfile.TemporaryDirectory() as folder:
        width = max(2, os.cpu_count() or 2)
        service = Service(program, *arguments, "--concurrency", str(width), "--corpus", folder + "/c.db", "--allow-write")
        service.wait_until_ready()
        service.ask("POST", "/v1/corpus/articles", {"articles": many})
        connections = [begin_comparison(service) for _ in range(width)]
        wait_until_running(service, width, 5)
        for method, path, value in (("POST", "/v1/search", {"query": "talks"}), ("GET", "/v1/corpus/articles", None), ("GET", "/v1/corpus", None)):
            check(service.ask(method, path, value)[0] == 200, f"{path} fails beside comparisons")
        check(running(service, "articles") == width, "the corpus waits for comparisons")
        for connection in connections:
            connection.close()
        waited = wait_until_running(service, 0, 15)
        check(waited < 2 + 2 * width, f"comparisons go on for {waited:.1f} s after their clients have gone")
        check(any('"status":"499"' in line for line in service.lines()), "the log does not tell of a client that has gone")
        connection = begin_comparison(service)
        wait_until_running(service, 1, 5)
        begun = time.monotonic()
        answers = []
        reader = threading.Thread(target=lambda: answers.append(connection.recv(1024)))
        reader.start()
        code = service.stop()
        reader.join()
        answer = answers[0]
        check(answer.startswith(b"HTTP/1.1 503 "), f"a comparison the service ends in gets {answer[:60]!r}")
        check(time.monotonic() - begun < 9, f"the service ends {time.monotonic() - begun:.1f} s after SIGTERM in a comparison")
        check(code == 0, f"after clients have gone and SIGTERM in a comparison the exit status is {code}")


def check_load(program, arguments, many, check):
    """More at once than is let in gets 429; SIGTERM and SIGHUP lose no answer."""
    service = Service(program, *arguments, "--concurrency", "1", "--queue", "2")
    service.wait_until_ready()
    body = json.dumps({"articles": many * 4})
    codes, waits, lock = [], [], threading.Lock()

    def ask():
        code, fields, _ = service.ask("POST", "/v1/score", body)
        with lock:
            codes.append(code)
            if code == 429:
                waits.append(fields.get("Retry-After"))

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(set(codes) <= {200, 429} and codes.count(200) >= 1, f"under load: {codes}")
    check(codes.count(429) >= 1 and all(waits), f"nobody was told to wait: {codes}")
    long = threading.Thread(target=service.ask, args=("POST", "/v1/compare", LONG))
    long.start()
    time.sleep(0.3)
    check(service.ask("GET", "/healthz")[0] == 200 and long.is_alive(), "a probe waits for a long request")
    long.join()
    service.process.send_signal(signal.SIGHUP)
    check(service.ask("POST", "/v1/score", {"text": many[0]["text"]})[0] == 200, "no answer while models are loaded")
    codes.clear()
    ends = []

    def work():
        try:
            ends.append(service.ask("POST", "/v1/score", body)[0])
        except OSError as error:
            ends.append(repr(error))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    # Long enough to be let in, too short to be done.
    time.sleep(0.3)
    code = service.stop()
    check(code == 0, f"after SIGTERM under load the exit status is {code}")
    for thread in threads:
        thread.join()
    check(ends == [200] * 3, f"SIGTERM lost answers: {ends}")
    lines = service.lines()
    text = many[0]["text"][300:340]
    check(not any(text in line for line in lines), "the log holds text of an article")
    for line in lines:
        check(line.startswith("{") and {"level", "message", "time"} <= set(json.loads(line)), f"log line {line[:80]}")


def check_end(program, arguments, many, check):
    """An answer that was begun is sent to its end, also to a client that reads it slowly."""
    service = Service(program, *arguments)
    service.wait_until_ready()
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
    connection.request("POST", "/v1/score", json.dumps({"articles": many * 60}), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    service.process.send_signal(signal.SIGTERM)
    time.sleep(1.5)
    try:
        results = json.loads(answer.read())["results"]
        check(len(results) == 60 * len(many), f"SIGTERM left {len(results)} of {60 * len(many)} results")
    except http.client.IncompleteRead as error:
        check(False, f"SIGTERM cut an answer off: {error}")
    code = service.process.wait(timeout=20)
    check(code == 0, f"after SIGTERM with an answer to be read the exit status is {code}")
