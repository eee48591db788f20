// The profile of an article. Whatever comes from an article reaches the page as text nodes only, never as markup.
"use strict";

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

const percent = (share) => Math.round(100 * share) + " %";
const signed = (value) => (value < 0 ? "\u2212" : "+") + Math.abs(value).toFixed(2);
const counted = (count, word) => count + " " + word + (count === 1 ? "" : "s");
const between = (interval, write) => write(interval.mean) + " (" + write(interval.lower) + " to " + write(interval.upper) + ")";

/** That evidence is lacking, and why; some reasons begin with those words themselves. */
const lacking = (reason) => "Not enough evidence: " + reason.replace(/^not enough evidence: /i, "").replace(/\.$/, "") + ".";

/** The clean text of an article, in which one number's evidence is marked at a time. */
class MarkedText {
  constructor(text) {
    // Offsets are Unicode scalars.
    this.scalars = Array.from(text);
    this.caption = make("p", { className: "soft", role: "status" }, "Press a number to see where it comes from.");
    this.list = make("ol", { className: "behind", hidden: true, tabIndex: 0, "aria-label": "The sentences, each with its number" });
    this.box = make("div", { className: "text", lang: "", tabIndex: 0, role: "region", "aria-label": "Text of the article" }, text);
    this.pressed = null;
  }

  /** A button that marks spans, each {start, end, kind, title}; plain text where there are none. */
  button(label, spans, caption) {
    if (!spans.length) return make("span", {}, label);
    const button = make("button", { type: "button", className: "evidence", "aria-pressed": "false" }, label);
    button.addEventListener("click", () => {
      if (this.pressed) this.pressed.setAttribute("aria-pressed", "false");
      button.setAttribute("aria-pressed", "true");
      this.pressed = button;
      this.mark(spans, caption);
    });
    return button;
  }

  mark(spans, caption) {
    const parts = [];
    let position = 0;
    for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
      if (span.start < position) continue;
      parts.push(this.scalars.slice(position, span.start).join(""),
        make("mark", { className: span.kind || "", title: visible(span.title || "") }, this.scalars.slice(span.start, span.end).join("")));
      position = span.end;
    }
    parts.push(this.scalars.slice(position).join(""));
    this.box.replaceChildren(...parts.map(visible));
    this.caption.textContent = visible(caption);
    // Sentences that have a number of their own are listed with it, the strongest first as the service gives them.
    const rated = spans.filter((span) => span.rating);
    this.list.replaceChildren(...rated.map((span) => make("li", {}, make("b", {}, span.rating), " ", this.scalars.slice(span.start, span.end).join(""))));
    this.list.hidden = rated.length === 0;
    const first = this.box.querySelector("mark");
    if (!first) return;
    // Only the box moves where it has its own scroll bar; elsewhere the page does.
    this.box.scrollTop = first.offsetTop - this.box.offsetTop - 40;
    if (this.box.getBoundingClientRect().top > innerHeight * 0.8) this.caption.scrollIntoView();
  }
}

function part(heading, ...children) {
  return make("div", { className: "part" }, make("h4", {}, heading), ...children);
}

function row(name, share, ...cells) {
  return make("tr", {}, make("th", { scope: "row" }, name),
    make("td", {}, make("meter", { min: 0, max: 1, value: share, "aria-hidden": "true" })),
    make("td", { className: "number" }, percent(share)), ...cells.map((cell) => make("td", {}, cell)));
}

function table(caption, ...rows) {
  return make("table", {}, make("caption", { className: "soft" }, caption), make("tbody", {}, ...rows));
}

function summaryPart(summary, text) {
  return part("Summary", make("ol", {}, summary.sentences.map((sentence) =>
    make("li", {}, sentence.text, " ", text.button("show", [{ ...sentence, kind: "for" }], "A sentence of the summary.")))));
}

/** What a model of whole articles says. */
function scorePart(model, result, text) {
  const isScored = result.state === "scored";
  const words = result.contributions.flatMap((term) => term.spans.map(([start, end]) =>
    ({ start, end, kind: term.weight < 0 ? "against" : "for", title: (term.weight < 0 ? "against, " : "for, ") + signed(term.weight) })));
  const sentences = result.sentences.map((sentence) =>
    ({ ...sentence, kind: sentence.weight < 0 ? "against" : "for", title: signed(sentence.weight), rating: signed(sentence.weight) }));
  const rows = Object.entries(result.probabilities).sort((a, b) => b[1] - a[1]).map(([label, share]) => row(label, share));
  const key = "Marked for \u201C" + result.label + "\u201D; underlined against it.";
  return part(model,
    make("p", { className: isScored ? "" : "note" },
      isScored ? "Its wording resembles that labelled \u201C" + result.label + "\u201D." : lacking(result.reason || "the model abstains")),
    table("Probabilities; the model knows " + percent(result.known_share) + " of the words", ...rows),
    make("p", { className: "buttons" },
      text.button(counted(sentences.length, "sentence") + " behind it", sentences, "The sentences that weigh most in " + model + ". " + key),
      words.length === 0 ? "" : text.button(counted(result.contributions.length, "term") + " behind it", words, "The terms that weigh most in " + model + ". " + key)),
    make("details", {}, make("summary", {}, "The terms and their weights"),
      make("ul", {}, result.contributions.map((term) => make("li", {}, term.term + " " + signed(term.weight))))));
}

/** Whose words the text tells. */
function voicesPart(voices, text) {
  const rows = ["narrator", "quotation", "attributed"].filter((voice) => voices[voice] != null).map((voice) => {
    const spans = voices.spans.filter((span) => span.voice === voice)
      .map((span) => ({ ...span, kind: voice, title: voice + (span.speaker ? ": " + span.speaker : "") }));
    return row(voice, voices[voice], text.button(spans.length ? counted(spans.length, "place") : "", spans, "What is not the narrator's own: " + voice + "."));
  });
  const speakers = new Map();
  for (const span of voices.spans) if (span.speaker) speakers.set(span.speaker, (speakers.get(span.speaker) || 0) + 1);
  return part("Voices", table("Shares of " + counted(voices.words, "word"), ...rows),
    speakers.size ? make("p", { className: "soft" }, "Who speaks: " + [...speakers].map(([name, count]) => name + (count > 1 ? " (" + count + ")" : "")).join(", ")) : "");
}

/** The stance toward each actor, voice by voice. */
function actorsPart(actors, text) {
  if (!actors.length) return part("Stance toward actors", make("p", {}, "The text names none of the actors."));
  const rows = actors.flatMap((actor) => actor.figures.map((figure, index) => make("tr", {},
    index ? make("td", {}) : make("th", { scope: "row" }, actor.name, make("div", { className: "soft" }, counted(actor.mentions, "mention"))),
    make("td", {}, figure.voice),
    make("td", {}, figure.state !== "scored" ? make("span", { className: "soft" }, figure.reason || "not enough evidence")
      : [between(figure.stance, signed), make("div", { className: "soft" }, figure.label || "no clear direction")]),
    make("td", {}, text.button(counted(figure.sentences, "sentence"), figure.evidence.map((reading) =>
      ({ ...reading, kind: reading.stance < 0 ? "against" : "for", title: signed(reading.stance) + (reading.speaker ? ", " + reading.speaker : ""),
        rating: signed(reading.stance) + (reading.speaker ? ", " + reading.speaker : "") })),
    (figure.evidence.length < figure.sentences ? "The " + figure.evidence.length + " strongest of " + counted(figure.sentences, "sentence") : "Sentences")
      + " in which the " + figure.voice + " names " + actor.name + ": marked positive, underlined negative.")))));
  return part("Stance toward actors", make("div", { className: "scroll" }, make("table", {},
    make("caption", { className: "soft" }, "From \u22121 (negative) to +1 (positive), with a 95 % interval"),
    make("thead", {}, make("tr", {}, ["Actor", "Voice", "Stance", "Evidence"].map((name) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, ...rows))));
}

/** Sentences and words like those that people marked as biased. */
function wordingPart(wording, text) {
  const sentences = wording.sentences.map((reading) =>
    ({ ...reading, kind: "for", title: reading.probability == null ? "" : percent(reading.probability) + ", " + reading.voice,
      rating: reading.probability == null ? "" : percent(reading.probability) }));
  const words = wording.loaded_words.map((word) => ({ ...word, kind: "for", title: percent(word.probability) + ", " + word.voice }));
  const names = [...new Set(wording.loaded_words.map((word) => word.word))];
  return part("Wording",
    wording.narrator ? table("Mean probability that the narrator's sentences are worded like those that people marked as biased",
      row("narrator", wording.narrator.mean, percent(wording.narrator.lower) + " to " + percent(wording.narrator.upper)))
      : make("p", { className: "note" }, lacking(wording.reason)),
    make("p", { className: "buttons" },
      text.button(counted(sentences.length, "sentence") + " most like it", sentences, "The sentences most like wording that people marked as biased."),
      text.button(counted(words.length, "loaded word"), words, "Words like those that people marked as loaded.")),
    names.length ? make("p", { className: "soft" }, names.join(", ")) : "");
}

/** Where the text lies between pairs of poles. */
function axesPart(axes, text) {
  const rows = axes.map((axis) => {
    const [positive, negative] = axis.axis.split("-");
    const spans = axis.terms.flatMap((term) => term.spans.map(([start, end]) =>
      ({ start, end, kind: term.weight < 0 ? "against" : "for", title: signed(term.weight) })));
    return make("tr", {}, make("th", { scope: "row" }, axis.axis),
      make("td", { className: "number" }, signed(axis.z)),
      make("td", {}, text.button(axis.terms.map((term) => term.term).join(", "), spans,
        axis.axis + ": marked toward \u201C" + positive + "\u201D, underlined toward \u201C" + (negative || "the other pole") + "\u201D.")));
  });
  return part("Axes", make("div", { className: "scroll" }, make("table", {},
    make("caption", { className: "soft" }, "How far the words lie from the background's, in standard errors; + is toward the first pole"),
    make("tbody", {}, ...rows))));
}

function removedPart(article) {
  if (!article.removed || !article.removed.length) return "";
  const rules = new Map();
  for (const span of article.removed) rules.set(span.rule, (rules.get(span.rule) || 0) + 1);
  return make("details", {}, make("summary", {}, "Cut out as not part of the article: " + counted(article.removed.length, "place")),
    make("ul", {}, [...rules].map(([rule, count]) => make("li", {}, rule + ": " + count))));
}

/** All that is said of an article, beside its text. */
function profileCard(article, heading, profile, summary) {
  const text = new MarkedText(article.text);
  const parts = [summaryPart(summary, text)];
  for (const [model, result] of Object.entries(profile.scores)) parts.push(scorePart(model, result, text));
  parts.push(voicesPart(profile.voices, text));
  if (profile.actors) parts.push(actorsPart(profile.actors, text));
  if (profile.wording) parts.push(wordingPart(profile.wording, text));
  if (profile.axes) parts.push(axesPart(profile.axes, text));
  return make("article", { className: "profile" }, make("div", { className: "heading" }, heading),
    make("div", { className: "sides" }, make("div", { className: "numbers" }, parts, removedPart(article)),
      make("div", { className: "reading" }, text.caption, text.list, text.box)));
}
