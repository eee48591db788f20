#!/usr/bin/env python3
"""Compares articles through the service: start `parallax serve`, then

    python3 Examples/compare.py Data/Samples/*-0123.txt
    python3 Examples/compare.py --url http://127.0.0.1:9000 --save report.json articles.jsonl

Needs nothing but Python's own library. A text's outlet is taken from its file's name; JSON Lines carry their own.
The token, where the service asks for one, is read from PARALLAX_TOKEN.
"""

import argparse
import json
import os
import sys
import time
import urllib.error
import urllib.request


def ask(url, path, body):
    """The JSON that the service answers; waits where it says that it is busy."""
    headers = {"Content-Type": "application/json"}
    if os.environ.get("PARALLAX_TOKEN"):
        headers["Authorization"] = "Bearer " + os.environ["PARALLAX_TOKEN"]
    request = urllib.request.Request(url + path, json.dumps(body).encode(), headers)
    for _ in range(10):
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code in (429, 503):
                time.sleep(float(error.headers.get("Retry-After", 1)))
                continue
            sys.exit(f"{path}: {json.load(error)['error']['message']}")
    sys.exit(f"{path}: the service stayed busy")


def read(path):
    with open(path, encoding="utf-8") as file:
        if path.endswith((".jsonl", ".ndjson")):
            return [json.loads(line) for line in file if line.strip()]
        name = os.path.basename(path)
        return [{"id": name, "outlet": name.rsplit("-", 1)[0], "text": file.read()}]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--save", help="where to write the whole report")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    articles = [article for path in options.files for article in read(path)]

    scores = ask(options.url, "/v1/score", {"articles": articles})["results"]
    report = ask(options.url, "/v1/compare", {"articles": articles})
    for record in scores:
        print(f"{record.get('outlet') or record['id']}: {record.get('title') or ''}")
        for model, score in record["scores"].items():
            if score["state"] == "scored":
                share = score["probabilities"][score["label"]]
                words = ", ".join(term["term"] for term in score["contributions"][:5])
                print(f"  {model}: wording resembles {score['label']} ({share:.0%}); {words}")
            else:
                print(f"  {model}: {score['reason']}")
    print(f"{len(report['articles'])} articles of {len(report['outlets'])} outlets compared")
    for warning in report["warnings"]:
        print(f"  {warning['message']}")
    if options.save:
        with open(options.save, "w", encoding="utf-8") as file:
            json.dump(report, file, indent=1)


if __name__ == "__main__":
    main()
