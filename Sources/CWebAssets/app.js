// The page of the service: what its forms and buttons ask for, and what is shown for it.
"use strict";

let reportAddress;

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
    const seconds = Number(response.headers.get("Retry-After"));
    if ((response.status === 429 || response.status === 503) && seconds && attempt < 5) {
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

/** Adds what was pasted or dropped to the desk, cleaned by the service; what is known beside it fills what it does not tell. */
async function add(text, details, file = "") {
  const json = jsonLines(text, file);
  let found;
  if (json) {
    found = await lines("/v1/clean", json.body, "application/x-ndjson");
  } else {
    const isHTML = isPage(text, file);
    const one = { id: file || "article " + (number + 1), [isHTML ? "html" : "text"]: text };
    // A page tells its outlet itself, if it does.
    for (const [key, value] of Object.entries({ ...(file && !isHTML && { outlet: outletOf(file) }), ...details })) if (value) one[key] = value;
    found = await lines("/v1/clean", one);
    if (file && !found[0].outlet) found[0].outlet = outletOf(file);
  }
  const failures = found.filter((article) => article.error);
  for (const article of found.filter((article) => !article.error)) put({ ...article, outlet: article.outlet || details.outlet });
  showDesk();
  if (failures.length) {
    const place = failures[0].line ? json.unit + " " + failures[0].line + ": " : "";
    throw new Error(failures.length + " not read; the first: " + place + failures[0].error.message);
  }
  const days = json && json.dates ? json.dates : [details.date];
  const undated = days.length === found.length ? found.filter((article, place) => days[place] && !article.date) : [];
  if (undated.length) {
    const [who, of] = undated.length === 1 ? ["the article is", "its day was"] : [undated.length + " articles are", "their days were"];
    throw new Error(who + " there, but " + of + " not understood; write days like 2017-01-25");
  }
  say(counted(found.length, "article") + " added");
}

async function score(article) {
  const [profile] = await lines("/v1/score", { ...record(article), ...actors() });
  const [summary] = await lines("/v1/summarize", { ...record(article), length: 3 });
  const heading = [make("h3", {}, name(article)), make("p", { className: "soft" }, about(article))];
  show(profileCard(article, heading, profile, summary));
  say("Scored: " + name(article));
}

/** The actors that were named, as a gazetteer: one a line, "Name: other name, other name", or a gazetteer's own JSON. */
function actors() {
  const text = byId("actors").value.trim();
  if (!text) return {};
  if (text.startsWith("{")) {
    try { return { gazetteer: JSON.parse(text) }; } catch (error) { throw new Error("The actors are no JSON: " + error.message); }
  }
  const entries = text.split("\n").map((line) => line.trim()).filter(Boolean).map((line, index) => {
    const colon = line.indexOf(":");
    const named = (colon < 0 ? line : line.slice(0, colon)).trim();
    const others = colon < 0 ? [] : line.slice(colon + 1).split(",").map((other) => other.trim());
    return { id: "actor-" + (index + 1), name: named, kind: "organization", aliases: [...new Set([named, ...others])].filter(Boolean), designations: [] };
  });
  return { gazetteer: { format: "parallax-gazetteer", version: 1, language: "en", description: "Named on the page.", actors: entries } };
}

function show(...parts) {
  byId("output").replaceChildren(...parts);
  byId("results").focus({ preventScroll: false });
}

/** Shows the report in a frame of its own, which may run the report's script and reach nothing else. */
async function compare() {
  const body = { articles: desk.map(record), ...actors() };
  const page = await call("POST", "/v1/compare", body, undefined, "text/html");
  if (reportAddress) URL.revokeObjectURL(reportAddress);
  reportAddress = URL.createObjectURL(new Blob([page], { type: "text/html" }));
  show(make("h3", {}, "Comparison of " + (body.articles.length === 1 ? "1 article" : body.articles.length + " articles")),
    make("div", { className: "buttons" },
      make("button", { type: "button", onclick: () => save(page, "text/html", "report.html") }, "Save the report as a page"),
      make("button", { type: "button", onclick: () => attempt("Writing the report", async () => {
        save(await call("POST", "/v1/compare", body), "application/json", "report.json");
      }) }, "Save it as JSON")),
    make("iframe", { id: "report", title: "Coverage report", sandbox: "allow-scripts", src: reportAddress }));
  say(outletFault() ? "Compared. " + outletFault() : "Compared");
}

function save(text, type, file) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  say("Saved as " + file);
}

/** What the form asks for; fields left empty ask for nothing. */
function wanted() {
  const [outlet, from, to] = ["of-outlet", "from-day", "to-day"].map((id) => byId(id).value.trim());
  return { query: byId("query").value, limit: 20, ...(outlet && { outlets: [outlet] }), ...(from && { from }), ...(to && { to }) };
}

async function search(request, offset = 0) {
  const found = JSON.parse(await call("POST", "/v1/search", { ...request, offset }));
  const hits = found.hits.map((hit) => make("li", {},
    make("strong", {}, name(hit)), " ", make("span", { className: "soft" }, about(hit)),
    make("button", { type: "button", className: "small", "aria-label": "Add " + name(hit), onclick: () => attempt("Adding", () => addStored(hit)) }, "Add"),
    make("div", {}, marked(hit))));
  if (offset) byId("hits").append(...hits); else byId("hits").replaceChildren(...hits);
  const shown = offset + hits.length;
  byId("more").hidden = shown >= found.total;
  byId("more").onclick = () => attempt("Searching", () => search(request, shown));
  const warnings = (found.warnings || []).map((warning) => "; " + warning).join("");
  say(counted(found.total, "article") + " found" + (shown < found.total ? ", " + shown + " shown" : "") + warnings, warnings !== "");
}

/** Puts an article of the corpus on the desk, once. */
async function addStored(hit) {
  const isThere = () => desk.some((article) => article.key === hit.key);
  const stored = isThere() ? null : JSON.parse(await call("GET", "/v1/corpus/articles/" + encodeURIComponent(hit.key)));
  // It may have been asked for twice meanwhile.
  if (isThere()) return say("On the desk already: " + name(hit));
  put(stored);
  showDesk();
  say("1 article added");
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

/** Adds files; what is wrong with one is said once the others are there. */
async function addFiles(files) {
  const faults = [];
  const before = desk.length;
  for (const file of files) {
    try { await add(await decoded(file), {}, file.name); } catch (error) { faults.push(file.name + ": " + error.message); }
  }
  if (faults.length) throw new Error(faults.join("; "));
  say(counted(desk.length - before, "article") + " added");
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
  attempt("Searching", () => search(wanted()));
});
byId("files").addEventListener("change", (event) => attempt("Reading", () => addFiles(event.target.files)));
byId("compare").addEventListener("click", () => attempt("Comparing", compare));
byId("clear").addEventListener("click", clearDesk);
byId("actors").addEventListener("change", keepDesk);
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
restoreDesk();
showDesk();
attempt("Asking", begin);
