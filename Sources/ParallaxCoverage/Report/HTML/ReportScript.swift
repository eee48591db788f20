/// The script of the report's page: it opens the places behind a number, marked in their articles.
///
/// It builds what it shows from text nodes alone, so that no text can become markup.
enum ReportScript {
  static let text = """
    "use strict";
    (() => {
      const dialog = document.getElementById("evidence");
      const body = document.getElementById("evidence-body");
      const title = document.getElementById("evidence-title");
      const add = (parent, name, text, kind) => {
        const node = document.createElement(name);
        if (text !== undefined) node.textContent = text;
        if (kind) node.className = kind;
        parent.append(node);
        return node;
      };
      const marked = (parent, text, from, to, spans) => {
        let at = from;
        for (const [start, end] of spans) {
          const begin = Math.max(start, at);
          const stop = Math.min(end, to);
          if (begin >= stop) continue;
          parent.append(text.slice(at, begin));
          add(parent, "mark", text.slice(begin, stop));
          at = stop;
        }
        parent.append(text.slice(at, to));
      };
      const show = (button) => {
        const byArticle = new Map();
        for (const place of button.dataset.e.split(" ")) {
          const [stretch, rating] = place.split("=");
          const [article, start, end] = stretch.split(/[:-]/).map(Number);
          if (!byArticle.has(article)) byArticle.set(article, []);
          byArticle.get(article).push([start, end, rating]);
        }
        title.textContent = button.getAttribute("aria-label") || "Articles of this day";
        body.replaceChildren();
        for (const [article, spans] of byArticle) {
          const source = document.getElementById("a" + article);
          if (!source) continue;
          spans.sort((a, b) => a[0] - b[0]);
          const element = source.querySelector(".text");
          const text = element.textContent;
          const bounds = element.dataset.s.split(" ").filter(Boolean).map(Number);
          const heading = add(body, "h3", source.querySelector(".title").textContent);
          heading.dir = "auto";
          add(body, "p", source.querySelector(".small").textContent, "small");
          const list = add(body, "ul");
          let shown = -1;
          for (const span of spans) {
            let from = span[0];
            let to = span[1];
            for (let i = 0; i + 1 < bounds.length; i += 2) {
              if (bounds[i] <= span[0] && span[0] < bounds[i + 1]) { from = bounds[i]; to = Math.max(to, bounds[i + 1]); }
            }
            if (from === shown) continue;
            shown = from;
            const item = add(list, "li");
            item.dir = "auto";
            if (span[2]) { add(item, "b", span[2], "rating"); item.append(" "); }
            marked(item, text, from, to, spans);
          }
          const whole = add(body, "details", undefined, "whole");
          add(whole, "summary", "The whole article");
          const full = add(whole, "div", undefined, "text");
          full.dir = "auto";
          marked(full, text, 0, text.length, spans);
        }
        dialog.showModal();
        dialog.scrollTop = 0;
      };
      document.addEventListener("click", (event) => {
        const button = event.target.closest("button, circle[data-e]");
        if (!button) { if (event.target === dialog) dialog.close(); return; }
        if (button.id === "close") dialog.close();
        else if (button.dataset.e) show(button);
      });
    })();
    """
}
