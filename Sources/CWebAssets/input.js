// What a person pastes or drops: told apart, and read as articles.
"use strict";

/** How files begin that are no text, and what they are. */
const signatures = [
  [[0x89, 0x50, 0x4e, 0x47], "a PNG image"], [[0xff, 0xd8, 0xff], "a JPEG image"], [[0x47, 0x49, 0x46, 0x38], "a GIF image"],
  [[0x25, 0x50, 0x44, 0x46], "a PDF document"], [[0x7b, 0x5c, 0x72, 0x74, 0x66], "a Rich Text document"],
  [[0xd0, 0xcf, 0x11, 0xe0], "a document of an office program"], [[0x50, 0x4b, 0x03, 0x04], "an archive (ZIP) or a document of an office program"],
  [[0x1f, 0x8b], "compressed by gzip"], [[0x28, 0xb5, 0x2f, 0xfd], "compressed by zstd"], [[0x42, 0x5a, 0x68], "compressed by bzip2"],
  [[0xfd, 0x37, 0x7a, 0x58], "compressed by xz"], [[0x37, 0x7a, 0xbc, 0xaf], "an archive (7z)"],
];

/** What keeps bytes from being a text; null for a text in UTF-8 or in what Windows wrote for western languages. */
function binary(bytes) {
  const found = signatures.find(([start]) => start.every((byte, place) => bytes[place] === byte));
  if (found) return found[1];
  if (bytes.includes(0)) return "binary: it holds NUL bytes";
  // Signs that no text has; a form feed and an escape are found in some.
  if (bytes.some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b))) return "binary: it holds control characters";
  return null;
}

/** A file's text: UTF-8, what its mark says, or what Windows wrote for western languages. */
async function decoded(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const fault = binary(bytes);
  if (fault) throw new Error(fault + "; expected a text, a page (HTML) or JSON");
  try { return new TextDecoder("utf-8", { fatal: true }).decode(bytes); } catch (error) {
    // Windows gives these no meaning.
    if (bytes.some((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte))) throw new Error("neither UTF-8 nor Windows-1252; save it as UTF-8");
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The outlet that the name of a file begins with, as Examples/compare.py takes it: what stands before the last hyphen. */
function outletOf(file) {
  const stem = file.replace(/(.)\.[^.]*$/, "$1");
  const end = stem.lastIndexOf("-");
  return end > 0 ? stem.slice(0, end) : stem;
}

function isPage(text, file) {
  if (/\.html?$/i.test(file)) return true;
  return /^<(!doctype html|html|head|body|article|div|meta|p[ >])/.test(text.trimStart().slice(0, 200).toLowerCase());
}

/**
 * The articles of JSON as lines, and what each is called when it is at fault: one article, a list of them,
 * {"articles": […]}, or one a line. Null for what is no JSON.
 */
function jsonLines(text, file) {
  const isNamed = /\.(jsonl|ndjson|json)$/i.test(file);
  const first = text.trimStart()[0];
  if (!isNamed && first !== "{" && first !== "[") return null;
  let value;
  // A text may begin with a bracket as well.
  try { value = JSON.parse(text); } catch (error) {
    if (/^\s*\[\s*[{"\d]/.test(text)) throw new Error("no JSON: " + error.message);
    return isNamed || first === "{" ? { body: text, unit: "line" } : null;
  }
  const isObject = (item) => item !== null && typeof item === "object" && !Array.isArray(item);
  const list = Array.isArray(value) ? value : isObject(value) && Array.isArray(value.articles) ? value.articles : [value];
  if (!list.some(isObject)) throw new Error("the JSON holds no articles");
  // What has no name gets one that no other on the desk has.
  const named = (item, place) => isObject(item) && item.id == null && !item.title ? { ...item, id: (file || "article") + " " + (file ? place + 1 : number + place + 1) } : item;
  return { body: list.map((item, place) => JSON.stringify(named(item, place)) + "\n").join(""), unit: "article", dates: list.map((item) => isObject(item) ? item.date : null) };
}
