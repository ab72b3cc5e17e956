// Every page by Tab alone: all that can be used is reached in reading order, seen when focused, and nothing holds the focus.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import "./lib/closing.mjs";
import { open, shared } from "./lib/browser.mjs";
import { walk } from "./lib/keyboard.mjs";
import { name, pages } from "./lib/pages.mjs";

describe("keyboard", { concurrency: 2 }, () => {
  for (const one of pages) {
    it(name(one), async () => {
      const { page, wrong } = await open(await shared(one.persona), one.path, { status: one.status });
      try {
        wrong.push(...(await walk(page)));
        assert.deepEqual(wrong, []);
      } finally {
        await page.close();
      }
    });
  }

  it("the first link jumps to the main part", async () => {
    const { page } = await open(await shared("visitor"), "/");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const inside = await page.evaluate(() => document.activeElement === document.body || !document.activeElement.closest("body > header"));
    assert.ok(inside, "after the skip link the focus is still in the header");
    await page.close();
  });
});
