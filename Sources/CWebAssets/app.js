// The page of the service. Whatever comes from an article reaches the page as text nodes only, never as markup.
"use strict";

const byId = (id) => document.getElementById(id);
const desk = [];
let number = 0;

/** Makes an element with properties and children; strings become text. */
function make(name, properties, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties || {})) {
    if (key in element) element[key] = value; else element.setAttribute(key, value);
  }
  element.append(...children.flat().map(visible));
  return element;
}

/** Text with the signs that reorder or hide what follows them made visible. */
function visible(value) {
  if (typeof value !== "string") return value;
  return value.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu,
    (sign) => "\u27E8U+" + sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") + "\u27E9");
}

function say(text, isError) {
  byId("status").textContent = visible(text);
  byId("status").className = isError ? "note" : "";
}

async function call(method, path, body, type, accept) {
  const headers = { Accept: accept || "application/json, */*" };
  const token = sessionStorage.getItem("token");
  if (token) headers["Authorization"] = "Bearer " + token;
  if (body !== undefined) headers["Content-Type"] = type || "application/json";
  const payload = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  for (let attempt = 0; ; attempt++) {
    const response = await fetch(path, { method, headers, body: payload });
    if ((response.status === 429 || response.status === 503) && attempt < 5) {
      const seconds = Number(response.headers.get("Retry-After")) || 1;
      await new Promise((resume) => setTimeout(resume, seconds * 1000));
      continue;
    }
    const text = await response.text();
    if (response.status === 401) byId("token-section").hidden = false;
    if (!response.ok) {
      let message = "the service answered " + response.status;
      try { message = JSON.parse(text).error.message; } catch (error) { /* not JSON: the status must do */ }
      throw new Error(message);
    }
    return text;
  }
}

async function lines(path, body, type) {
  const text = await call("POST", path, body, type);
  if (type === "application/x-ndjson") return text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  return JSON.parse(text).results;
}

/** Runs what a person asked for; what goes wrong is said. */
async function attempt(what, work) {
  say(what + " …");
  byId("results").setAttribute("aria-busy", "true");
  try { await work(); } catch (error) { say(error.message, true); }
  byId("results").removeAttribute("aria-busy");
}

function kind(text, name) {
  if (/\.(jsonl|ndjson|json)$/i.test(name)) return "application/x-ndjson";
  if (/\.html?$/i.test(name)) return "text/html";
  const start = text.trimStart().slice(0, 200).toLowerCase();
  if (start.startsWith("{")) return "application/x-ndjson";
  if (/^<(!doctype html|html|head|body|article|div|meta|p[ >])/.test(start)) return "text/html";
  return "text/plain";
}

/** Adds what was pasted or dropped to the desk, cleaned by the service. */
async function add(text, details, name) {
  const type = kind(text, name || "");
  let found;
  if (type === "application/x-ndjson") {
    let records;
    try { records = [JSON.parse(text)]; } catch (error) { records = null; }
    const body = records ? JSON.stringify(records[0]) + "\n" : text;
    found = await lines("/v1/clean", body, type);
  } else {
    const record = { id: name || "article " + (number + 1) };
    record[type === "text/html" ? "html" : "text"] = text;
    for (const [key, value] of Object.entries(details)) if (value) record[key] = value;
    found = await lines("/v1/clean", record);
  }
  const failures = found.filter((record) => record.error);
  for (const record of found.filter((record) => !record.error)) {
    number += 1;
    desk.push({ ...record, number });
  }
  showDesk();
  if (failures.length) throw new Error(failures.length + " not read; the first: " + failures[0].error.message);
  say(found.length === 1 ? "1 article added" : found.length + " articles added");
}

function name(article) { return article.title || article.id; }
function about(article) { return [article.outlet, article.date].filter(Boolean).join(", "); }

/** A name that no other article on the desk has: what the comparison warns of, it calls by it. */
function label(article) {
  const isAlone = desk.filter((other) => name(other) === name(article)).length === 1;
  return isAlone ? name(article) : name(article) + " (" + article.number + ")";
}

function showDesk() {
  byId("desk-empty").hidden = desk.length > 0;
  byId("compare").disabled = desk.length < 1;
  byId("clear").disabled = desk.length < 1;
  byId("desk").replaceChildren(...desk.map((article) => make("li", {},
    make("span", {}, name(article), " ", make("span", { className: "soft" }, about(article))),
    make("span", { className: "actions" },
      make("button", { type: "button", className: "small", "aria-label": "Score " + name(article), onclick: () => attempt("Scoring", () => score(article)) }, "Score"),
      make("button", { type: "button", className: "small", "aria-label": "Remove " + name(article), onclick: () => {
        desk.splice(desk.indexOf(article), 1);
        showDesk();
        say("Removed");
      } }, "Remove")))));
}

/** What the service reads of an article on the desk: its clean text, as cleaning that again changes nothing. */
function record(article) {
  const result = { id: label(article), text: article.text };
  for (const key of ["title", "outlet", "date"]) if (article[key]) result[key] = article[key];
  return result;
}

const percent = (share) => Math.round(100 * share) + " %";

async function score(article) {
  const [scores] = await lines("/v1/score", record(article));
  const [summary] = await lines("/v1/summarize", { ...record(article), length: 3 });
  const card = make("article", {},
    make("h3", {}, name(article)), make("p", { className: "soft" }, about(article)),
    make("h4", {}, "Summary"), make("ul", {}, summary.sentences.map((sentence) => make("li", {}, sentence.text))));
  for (const [model, result] of Object.entries(scores.scores)) card.append(...scored(model, result, article));
  card.append(...removed(article));
  show(card);
  say("Scored: " + name(article));
}

function scored(model, result, article) {
  const parts = [make("h4", {}, model)];
  const isScored = result.state === "scored";
  parts.push(make("p", { className: isScored ? "" : "note" },
    isScored ? "Its wording resembles that labelled \u201C" + result.label + "\u201D." : (result.reason || "Not enough evidence.")));
  const rows = Object.entries(result.probabilities).sort((a, b) => b[1] - a[1]).map(([label, share]) => make("tr", {},
    make("th", { scope: "row" }, label),
    make("td", {}, make("meter", { min: 0, max: 1, value: share, "aria-hidden": "true" })),
    make("td", { className: "number" }, percent(share))));
  parts.push(make("table", {}, make("caption", { className: "soft" }, "Probabilities; the model knows " + percent(result.known_share) + " of the words"), make("tbody", {}, rows)));
  const terms = result.contributions;
  parts.push(make("details", {}, make("summary", {}, "Words behind it"),
    make("ul", {}, terms.map((term) => make("li", {}, term.term + ": " + (term.weight < 0 ? "against, \u2212" : "for, +") + Math.abs(term.weight).toFixed(2)))),
    make("p", { className: "soft" }, "Marked in the text: words for \u201C" + result.label + "\u201D plain, words against it underlined."),
    highlighted(article.text, terms, result.label)));
  return parts;
}

/** The text with the terms marked; offsets are Unicode scalars. */
function highlighted(text, terms, label) {
  const scalars = Array.from(text);
  const spans = terms.flatMap((term) => term.spans.map(([start, end]) => ({ start, end, term })))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const box = make("div", { className: "text", lang: "" });
  let position = 0;
  for (const span of spans) {
    if (span.start < position) continue;
    box.append(visible(scalars.slice(position, span.start).join("")));
    const isFor = span.term.weight >= 0;
    box.append(make("mark", { className: isFor ? "for" : "against", title: (isFor ? "for " : "against ") + label + ", " + span.term.weight.toFixed(2) },
      scalars.slice(span.start, span.end).join("")));
    position = span.end;
  }
  box.append(visible(scalars.slice(position).join("")));
  return box;
}

function removed(article) {
  if (!article.removed || !article.removed.length) return [];
  const rules = {};
  for (const span of article.removed) rules[span.rule] = (rules[span.rule] || 0) + 1;
  return [make("details", {}, make("summary", {}, "Cut out as not part of the article: " + article.removed.length),
    make("ul", {}, Object.entries(rules).map(([rule, count]) => make("li", {}, rule + ": " + count))))];
}

function show(...parts) {
  byId("output").replaceChildren(...parts);
  byId("results").focus({ preventScroll: false });
}

async function compare() {
  const report = JSON.parse(await call("POST", "/v1/compare", { articles: desk.map(record) }));
  // A summary names its sentences by their places in the report's list of those that are quoted.
  const quoted = (entry) => (report.sentences[entry.sentence] || {}).text || "";
  const parts = [make("h3", {}, "Comparison of " + report.articles.length + " articles")];
  if ((report.warnings || []).length) {
    parts.push(make("h4", {}, "Read with care"),
      make("ul", { className: "note" }, report.warnings.map((warning) => make("li", {}, warning.message))));
  }
  const rows = report.articles.map((article) => {
    const leaning = article.leaning;
    const wording = !leaning ? "\u2013" : leaning.state === "scored"
      ? leaning.label + " (" + percent(leaning.probabilities[leaning.label]) + ")" : "not enough evidence";
    const words = !leaning ? "" : leaning.top_terms.slice(0, 5).map((term) => term.term).join(", ");
    const summary = article.summary ? article.summary.sentences.map(quoted) : [];
    return make("tr", {},
      make("th", { scope: "row" }, article.outlet || "(outlet not given)", make("div", { className: "soft" }, [article.date, name(article)].filter(Boolean).join(", "))),
      make("td", {}, wording, make("div", { className: "soft" }, words)),
      make("td", {}, make("ul", {}, summary.map((text) => make("li", {}, text)))));
  });
  parts.push(make("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": "Articles side by side" },
    make("table", { id: "comparison" },
      make("thead", {}, make("tr", {}, ["Outlet", "Wording resembles", "Summary"].map((text) => make("th", { scope: "col" }, text)))),
      make("tbody", {}, rows))));
  const articles = desk.map(record);
  parts.push(make("div", { className: "buttons" },
    make("button", { type: "button", onclick: () => attempt("Writing the report", async () => {
      save(await call("POST", "/v1/compare", { articles }, undefined, "text/html"), "text/html", "report.html");
    }) }, "Save the whole report as a page"),
    make("button", { type: "button", onclick: () => save(JSON.stringify(report, null, 1), "application/json", "report.json") },
      "Save it as JSON")));
  show(...parts);
  say("Compared");
}

function save(text, type, file) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  say("Saved as " + file);
}

async function search() {
  const query = byId("query").value;
  const found = JSON.parse(await call("POST", "/v1/search", { query, limit: 20 }));
  byId("hits").replaceChildren(...found.hits.map((hit) => make("li", {},
    make("strong", {}, name(hit)), " ", make("span", { className: "soft" }, about(hit)),
    make("button", { type: "button", className: "small", "aria-label": "Add " + name(hit), onclick: () => attempt("Adding", async () => {
      const stored = JSON.parse(await call("GET", "/v1/corpus/articles/" + encodeURIComponent(hit.key)));
      number += 1;
      desk.push({ ...stored, number });
      showDesk();
      say("1 article added");
    }) }, "Add"),
    make("div", {}, marked(hit)))));
  say(found.total + " articles found");
}

function marked(hit) {
  const scalars = Array.from(hit.snippet);
  const parts = [];
  let position = 0;
  for (const [start, end] of hit.matches) {
    parts.push(scalars.slice(position, start).join(""), make("mark", {}, scalars.slice(start, end).join("")));
    position = end;
  }
  parts.push(scalars.slice(position).join(""));
  return parts;
}

async function addFiles(files) {
  for (const file of files) await add(await file.text(), {}, file.name);
}

async function begin() {
  const state = JSON.parse(await call("GET", "/v1/models"));
  byId("corpus-section").hidden = !state.has_corpus;
  byId("token-section").hidden = true;
  say("Ready. Models: " + state.models.map((model) => model.name).join(", "));
}

byId("article-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = byId("text").value;
  if (!text.trim()) return say("Paste an article first.", true);
  attempt("Adding", async () => {
    await add(text, { outlet: byId("outlet").value, title: byId("title").value, date: byId("date").value });
    for (const id of ["text", "outlet", "title", "date"]) byId(id).value = "";
    byId("text").focus();
  });
});
byId("token-form").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem("token", byId("token").value);
  byId("token").value = "";
  attempt("Asking", begin);
});
byId("search-form").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt("Searching", search);
});
byId("files").addEventListener("change", (event) => attempt("Reading", () => addFiles(event.target.files)));
byId("compare").addEventListener("click", () => attempt("Comparing", compare));
byId("clear").addEventListener("click", () => {
  desk.length = 0;
  showDesk();
  say("Cleared");
});
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  const files = event.dataTransfer.files;
  if (files.length) attempt("Reading", () => addFiles(files));
  else byId("text").value = event.dataTransfer.getData("text/plain");
});
attempt("Asking", begin);
