// Small screens and large letters: nothing scrolls sideways at 320 px (that is 1280 px at 400 %), nothing is cut when a reader spaces the
// text (RGAA 10.12), what a finger presses is 24 px large (axe measures that), text is at least 14 px.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import "./lib/closing.mjs";
import { languages, open, shared } from "./lib/browser.mjs";
import { name, pages } from "./lib/pages.mjs";

const small = { width: 320, height: 640 };

// Runs in the page. Areas that scroll inside themselves and are announced as such (a table wider than a phone) are allowed.
function wide() {
  const frame = document.documentElement;
  if (frame.scrollWidth <= frame.clientWidth) return [];
  const outside = [...document.body.querySelectorAll("*")].filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > frame.clientWidth + 1);
  const culprits = outside.filter((element) => !element.closest("[role=region][tabindex='0'] *")).map((element) => element.outerHTML.slice(0, 120));
  return [`${frame.scrollWidth} px wide: ${culprits.slice(0, 3).join("\n    ")}`];
}

// Runs in the page: text that its own box cuts. A constructed sheet is allowed where the policy refuses inline styles.
function spaced() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const holds = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  const hidden = (element) => element.closest(".visually-hidden, svg, [hidden]") || !element.checkVisibility() || element.clientWidth <= 2;
  const cut = [...document.body.querySelectorAll("*")].filter((element) => {
    if (!holds(element) || hidden(element)) return false;
    const { overflowX, overflowY } = getComputedStyle(element);
    const clips = (overflow) => overflow === "hidden" || overflow === "clip";
    return (clips(overflowX) && element.scrollWidth > element.clientWidth + 1) || (clips(overflowY) && element.scrollHeight > element.clientHeight + 1);
  });
  return cut.map((element) => `spaced text is cut: ${element.outerHTML.slice(0, 120)}`);
}

// Runs in the page.
function tiny() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || element.closest("svg, .visually-hidden") || !element.checkVisibility()) continue;
    if (parseFloat(getComputedStyle(element).fontSize) < 13.9) found.push(`text under 14 px: ${element.outerHTML.slice(0, 120)}`);
  }
  return found.slice(0, 3);
}

for (const language of languages) {
  describe(`reflow, ${language}`, { concurrency: 2 }, () => {
    for (const one of pages) {
      it(name(one), async () => {
        const { page, wrong } = await open(await shared(one.persona, language), one.path, { status: one.status });
        try {
          await page.setViewportSize(small);
          wrong.push(...(await page.evaluate(wide)), ...(await page.evaluate(tiny)));
          wrong.push(...(await page.evaluate(spaced)), ...(await page.evaluate(wide)).map((words) => `with spaced text, ${words}`));
          assert.deepEqual(wrong, []);
        } finally {
          await page.close();
        }
      });
    }
  });
}
