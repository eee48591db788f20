"""A service that is held to the document it gives of itself."""

import json
import re


def resolve(document, schema):
    while "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        schema = document["components"]["schemas"][name]
    return schema


KINDS = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict, "array": list,
         "null": type(None)}


def faults(document, schema, value, place):
    """Where a value does not fit a schema of the document."""
    schema = resolve(document, schema)
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(
            isinstance(value, KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool)) for kind in kinds):
        return [f"{place} is {type(value).__name__}, expected {kinds}"]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{place} is {value!r}, expected one of {schema['enum']}")
    if isinstance(value, dict):
        found += [f"{place} has no {name}" for name in schema.get("required", []) if name not in value]
        for name, item in value.items():
            if name in schema.get("properties", {}):
                found += faults(document, schema["properties"][name], item, f"{place}.{name}")
            elif isinstance(schema.get("additionalProperties"), dict):
                found += faults(document, schema["additionalProperties"], item, f"{place}.{name}")
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value[:20]):
            found += faults(document, schema["items"], item, f"{place}[{index}]")
    return found


def template(document, path):
    for pattern in document["paths"]:
        if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(pattern)), path):
            return pattern
    return None


class Checked:
    """Asks a service and holds each answer to the service's own document."""

    def __init__(self, service, check, headers=None):
        self.service = service
        self.check = check
        self.headers = headers or {}
        self.document = json.loads(service.ask("GET", "/openapi.json")[2])
        self.seen = set()

    def __call__(self, method, path, body=None, kind="application/json", status=200, headers=None):
        code, fields, data = self.service.ask(method, path, body, kind, {**self.headers, **(headers or {})})
        name = f"{method} {path} ({str(body)[:60]!r})"
        self.check(code == status, f"{name}: status {code}, expected {status}: {data[:200]!r}")
        self.check(code < 500 or code in (503, 507), f"{name}: {code}")
        self.check(fields.get("X-Content-Type-Options") == "nosniff" or code == 413 or code == 429 or code == 408,
              f"{name}: no nosniff")
        pattern = template(self.document, path.split("?")[0])
        operation = self.document["paths"].get(pattern, {}).get(method.lower(), {}) if pattern else {}
        if operation:
            self.seen.add((method, pattern))
            described = operation["responses"].get(str(code))
            self.check(described is not None, f"{name}: status {code} is not in the document")
            media = fields.get_content_type()
            if described and "content" in described:
                self.check(media in described["content"], f"{name}: {media} is not in the document")
                if media == "application/json":
                    schema = described["content"][media]["schema"]
                    for fault in faults(self.document, schema, json.loads(data), "answer"):
                        self.check(False, f"{name}: {fault}")
        elif code >= 400:
            self.check(not faults(self.document, {"$ref": "#/Error"}, json.loads(data), "error"), f"{name}: {data[:99]!r}")
        return json.loads(data) if fields.get_content_type() == "application/json" and data else data
