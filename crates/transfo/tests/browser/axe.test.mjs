// Every page, in both languages, at 1280 and 360 px, light and dark: axe-core finds nothing.
// axe sees a third of the criteria of the RGAA at most; the other files of this folder look at what it does not.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import axe from "axe-core";
import "./lib/closing.mjs";
import { desktop, languages, open, phone, shared } from "./lib/browser.mjs";
import { name, pages } from "./lib/pages.mjs";

// The scheme changes colours and nothing else.
const colours = { runOnly: ["color-contrast", "link-in-text-block"] };
const everything = { rules: { "target-size": { enabled: true } } };

async function findings(page, options) {
  const { violations, incomplete } = await page.evaluate((options) => window.axe.run(document, { resultTypes: ["violations", "incomplete"], ...options }), options);
  // Text of its background's own colour is left to people by axe: nobody reads it.
  const unseen = ({ any }) => any.some(({ data }) => data?.messageKey === "equalRatio");
  const gone = incomplete.map((rule) => ({ ...rule, nodes: rule.nodes.filter(unseen) })).filter(({ nodes }) => nodes.length > 0);
  return [...violations, ...gone].flatMap(({ id, help, nodes }) => nodes.slice(0, 3).map((node) => `${id} (${help}): ${node.target.join(" ")}\n    ${node.html.slice(0, 200)}`));
}

const views = [
  { size: desktop, colorScheme: "light", options: everything },
  { size: desktop, colorScheme: "dark", options: colours },
  { size: phone, colorScheme: "dark", options: colours },
  { size: phone, colorScheme: "light", options: everything },
];

for (const language of languages) {
  describe(`axe, ${language}`, { concurrency: 2 }, () => {
    for (const one of pages) {
      it(name(one), async () => {
        const { page, wrong } = await open(await shared(one.persona, language), one.path, { status: one.status });
        try {
          await page.evaluate(axe.source);
          for (const { size, colorScheme, options } of views) {
            await page.setViewportSize(size);
            await page.emulateMedia({ colorScheme });
            wrong.push(...(await findings(page, options)).map((finding) => `${size.width} px, ${colorScheme}: ${finding}`));
          }
          assert.deepEqual(wrong, []);
        } finally {
          await page.close();
        }
      });
    }
  });
}
