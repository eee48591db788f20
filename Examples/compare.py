#!/usr/bin/env python3
"""Compares articles through the service: start `parallax serve`, then

    python3 compare.py Data/Samples/*-0123.txt
    python3 compare.py --url http://127.0.0.1:9000 --save report.html articles.jsonl

Needs requests; with pandas, the scores are a table. A text's outlet is what its file's name tells before the last
hyphen; JSON Lines carry their own. The token, where the service asks for one, is read from PARALLAX_TOKEN.
"""

import argparse
import json
import os
import sys
import time

import requests

try:
    import pandas
except ImportError:
    pandas = None


class Service:
    """A running `parallax serve`."""

    def __init__(self, url):
        self.url = url.rstrip("/")
        self.session = requests.Session()
        if os.environ.get("PARALLAX_TOKEN"):
            self.session.headers["Authorization"] = "Bearer " + os.environ["PARALLAX_TOKEN"]

    def post(self, path, body, accept="application/json"):
        """The answer to a body of JSON; waits where the service says that it is busy."""
        for _ in range(10):
            try:
                answer = self.session.post(self.url + path, json=body, headers={"Accept": accept}, timeout=60)
            except requests.Timeout:
                sys.exit(f"{self.url}{path}: no answer within a minute; send fewer articles at once")
            except requests.ConnectionError:
                sys.exit(f"no service answers at {self.url}: start it with `parallax serve`, or name another by --url")
            except (requests.RequestException, ValueError) as error:
                sys.exit(f"--url {self.url}: {error}")
            # Without a time to try again after there is no use in trying.
            if answer.status_code not in (429, 503) or "Retry-After" not in answer.headers:
                break
            time.sleep(float(answer.headers["Retry-After"]))
        if not answer.ok:
            sys.exit(f"{path}: {message(answer)}")
        return answer

    def score(self, articles):
        return self.post("/v1/score", {"articles": articles}).json()["results"]

    def compare(self, articles):
        return self.post("/v1/compare", {"articles": articles}).json()

    def report(self, articles):
        """The comparison as a page that needs nothing else."""
        return self.post("/v1/compare", {"articles": articles}, accept="text/html").text


def message(answer):
    """What the service says of a request that it refused; its status where something else answered."""
    try:
        return answer.json()["error"]["message"]
    except (ValueError, KeyError, TypeError):
        return f"{answer.status_code} {answer.reason}, and not in the form of the service; is it one?"


def read(path):
    try:
        return records(path)
    except OSError as error:
        sys.exit(f"{path}: {error.strerror}")
    except UnicodeDecodeError as error:
        sys.exit(f"{path}: not a text in UTF-8 (byte {error.start})")


def records(path):
    with open(path, encoding="utf-8") as file:
        if path.endswith((".jsonl", ".ndjson")):
            return [record(path, number, line) for number, line in enumerate(file, 1) if line.strip()]
        name = os.path.basename(path)
        return [{"id": name, "outlet": os.path.splitext(name)[0].rsplit("-", 1)[0], "text": file.read()}]


def record(path, number, line):
    try:
        value = json.loads(line)
    except ValueError as error:
        sys.exit(f"{path}, line {number}: not JSON: {error}")
    if not isinstance(value, dict):
        sys.exit(f"{path}, line {number}: not a JSON object")
    return value


def rows(records):
    """One row for each score, with the words that weigh most; no label without enough evidence."""
    for record in records:
        for model, score in record["scores"].items():
            is_scored = score["state"] == "scored"
            yield {"outlet": record.get("outlet") or record["id"], "model": model,
                   "resembles": score["label"] if is_scored else "not enough evidence",
                   "probability": round(score["probabilities"][score["label"]], 2) if is_scored else None,
                   "words": ", ".join(term["term"] for term in score["contributions"][:3])}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--save", help="where to write the report, a page")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    articles = [article for path in options.files for article in read(path)]
    service = Service(options.url)

    scores = list(rows(service.score(articles)))
    if pandas:
        print(pandas.DataFrame(scores).to_string(index=False))
    else:
        for row in scores:
            print("\t".join("" if value is None else str(value) for value in row.values()))
    report = service.compare(articles)
    print(f"{len(report['articles'])} articles of {len(report['outlets'])} outlets compared")
    for warning in report["warnings"]:
        print(f"  {warning['message']}")
    if options.save:
        try:
            with open(options.save, "w", encoding="utf-8") as file:
                file.write(service.report(articles))
        except OSError as error:
            sys.exit(f"{options.save}: {error.strerror}")


if __name__ == "__main__":
    main()
