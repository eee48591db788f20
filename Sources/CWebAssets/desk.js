// The articles on the desk: shown, given their outlets, and kept while the tab is open.
"use strict";

const byId = (id) => document.getElementById(id);
const desk = [];
let number = 0;
let isKept = true;

function name(article) { return article.title || article.id; }
function about(article) { return [article.outlet, article.date].filter(Boolean).join(", "); }

/** A name that no other article on the desk has: what the comparison warns of, it calls by it. */
function label(article) {
  const isAlone = desk.filter((other) => name(other) === name(article)).length === 1;
  return isAlone ? name(article) : name(article) + " (" + article.number + ")";
}

/** Puts an article on the desk, as the service cleaned it or the corpus holds it. */
function put(record) {
  number += 1;
  const article = { number };
  for (const field of ["id", "key", "title", "outlet", "date", "text", "removed"]) if (record[field] != null) article[field] = record[field];
  desk.push(article);
}

/** What the service reads of an article on the desk: its clean text, as cleaning that again changes nothing. */
function record(article) {
  const result = { id: label(article), text: article.text };
  for (const field of ["title", "outlet", "date"]) if (article[field]) result[field] = article[field];
  return result;
}

/** What keeps the articles from being set side by side, in words; empty where nothing does. */
function outletFault() {
  const known = new Set(desk.map((article) => article.outlet).filter(Boolean));
  const missing = desk.filter((article) => !article.outlet).length;
  if (!desk.length || (known.size > 1 && !missing)) return "";
  if (!known.size) return "No outlet is known, and a comparison needs at least two: write them beside the articles.";
  if (!missing) return "All are of one outlet, and a comparison needs at least two.";
  return (missing === 1 ? "One article has no outlet" : missing + " articles have no outlet, and count as one") + ": write it beside the article.";
}

function showOutletFault() {
  byId("desk-hint").textContent = outletFault();
  byId("desk-hint").hidden = !outletFault();
}

/** Keeps the desk for a reload of this tab; a desk that is too large for the browser is told of. */
function keepDesk() {
  try {
    sessionStorage.removeItem("desk");
    sessionStorage.setItem("desk", JSON.stringify({ number, articles: desk, actors: byId("actors").value }));
    isKept = true;
  } catch (error) { isKept = false; }
  byId("desk-unkept").hidden = isKept || !desk.length;
}

/** Puts back what was on the desk before a reload. */
function restoreDesk() {
  try {
    const kept = JSON.parse(sessionStorage.getItem("desk"));
    if (!kept || !Array.isArray(kept.articles)) return;
    desk.push(...kept.articles.filter((article) => article && typeof article.text === "string" && typeof article.id === "string"));
    number = Math.max(0, ...desk.map((article) => Number(article.number) || 0));
    if (typeof kept.actors === "string" && !byId("actors").value) byId("actors").value = kept.actors;
  } catch (error) { /* Not of this page, or nothing may be kept: the desk begins empty. */ }
}

function deskRow(article) {
  const outlet = make("input", { className: "outlet", "aria-label": "Outlet of " + name(article), placeholder: "Outlet?", autocomplete: "off", value: article.outlet || "" });
  outlet.addEventListener("input", () => {
    article.outlet = outlet.value.trim();
    showOutletFault();
  });
  outlet.addEventListener("change", keepDesk);
  return make("li", {},
    make("span", { className: "name" }, name(article), " ", make("span", { className: "soft" }, article.date || "")), outlet,
    make("span", { className: "actions" },
      make("button", { type: "button", className: "small", "aria-label": "Score " + name(article), onclick: () => attempt("Scoring", () => score(article)) }, "Score"),
      make("button", { type: "button", className: "small remove", "aria-label": "Remove " + name(article), onclick: () => remove(article) }, "Remove")));
}

/** Takes an article away; the next one has the focus then, or what adds others. */
function remove(article) {
  const place = desk.indexOf(article);
  desk.splice(place, 1);
  showDesk();
  const buttons = byId("desk").querySelectorAll("button.remove");
  (buttons[Math.min(place, buttons.length - 1)] || byId("add")).focus();
  say("Removed: " + name(article));
}

function clearDesk() {
  desk.length = 0;
  showDesk();
  byId("add").focus();
  say("Cleared");
}

function showDesk() {
  byId("desk-empty").hidden = desk.length > 0;
  byId("compare").disabled = desk.length < 1;
  byId("clear").disabled = desk.length < 1;
  byId("desk").replaceChildren(...desk.map(deskRow));
  showOutletFault();
  keepDesk();
}

addEventListener("beforeunload", (event) => { if (!isKept && desk.length) event.preventDefault(); });
