// The call for volunteers, the one page that everybody of an authority may open: by keys alone, without scripts, on a slow line, and with
// wrong answers. The page is found by its route.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import "./lib/closing.mjs";
import { fresh, open, phone } from "./lib/browser.mjs";
import { complaint, fill, fillByKeys, finish, mainForm, success } from "./lib/forms.mjs";
import { pages } from "./lib/pages.mjs";

const CALL = "/appel/{edition}/{site}";
const call = pages.find((page) => page.route === CALL);
const story = (options, language) => fresh("visitor", language, options);

describe("the call", () => {
  it("is one of the pages, and open", async () => {
    assert.ok(call, `no route ${CALL}`);
    assert.match(call.text, /<form[^>]+method="?post/i);
  });

  for (const [where, options] of [["on a desk", {}], ["on a phone", { viewport: phone, hasTouch: true, isMobile: true }]]) {
    it(`is answered by keys alone ${where}`, async () => {
      const context = await story(options);
      const { page, wrong } = await open(context, call.path);
      await finish(page, fillByKeys);
      assert.deepEqual(wrong, []);
      await context.close();
    });
  }

  it("is answered in English", async () => {
    const context = await story({}, "en");
    const { page } = await open(context, call.path);
    await finish(page, fill);
    assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
    await context.close();
  });

  it("is answered without scripts", async () => {
    const context = await story({ javaScriptEnabled: false });
    const { page } = await open(context, call.path);
    await finish(page, fill);
    await context.close();
  });

  it("keeps what was typed when an answer is missing, and leads to it", async () => {
    const context = await story({});
    const { page } = await open(context, call.path);
    const form = mainForm(page);
    const typed = form.locator("input:is([type=text], :not([type])):visible").first();
    const has = await typed.count();
    if (has) await typed.fill("Mots à garder");
    // The browser's own check would stop the form before it is sent, which older ones do not do.
    await form.evaluate((element) => (element.noValidate = true));
    await Promise.all([page.waitForNavigation(), form.locator("button:not([type=button])").last().click()]);
    assert.ok(await complaint(page).count(), "an empty form is accepted");
    assert.equal(await success(page).count(), 0);
    const summary = page.locator(".error-summary");
    assert.ok(await summary.evaluate((element) => element.contains(document.activeElement)), "the focus is not on the summary");
    assert.match(await page.title(), /^(Erreur|Error)/);
    const nowhere = await summary.locator("a[href^='#']").evaluateAll((links) => links.filter((link) => !document.getElementById(link.hash.slice(1))).map((link) => link.hash));
    assert.deepEqual(nowhere, []);
    assert.ok(await summary.locator("a[href^='#']").count(), "the summary leads nowhere");
    const silent = await page
      .locator("[aria-invalid=true]")
      .evaluateAll((fields) => fields.filter((field) => !(field.getAttribute("aria-describedby") ?? "").split(" ").some((id) => id && document.getElementById(id)?.textContent.trim())).map((field) => field.name));
    assert.deepEqual(silent, [], "fields marked as wrong without a word");
    if (has) assert.equal(await mainForm(page).locator("input:is([type=text], :not([type])):visible").first().inputValue(), "Mots à garder");
    await context.close();
  });

  it("works at 512 kbit/s with 600 ms of delay", async (t) => {
    const context = await story({ viewport: phone });
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send("Network.enable");
    await network.send("Network.emulateNetworkConditions", { offline: false, latency: 600, downloadThroughput: 512_000 / 8, uploadThroughput: 512_000 / 8 });
    await page.goto(call.path, { waitUntil: "load" });
    // A busy machine paints after the page is loaded: the time is read once there is one.
    const first = await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
    const shown = await first.jsonValue();
    await finish(page, fill);
    t.diagnostic(`first words after ${Math.round(shown)} ms`);
    assert.ok(shown <= 4000, `the first words come after ${Math.round(shown)} ms`);
    await context.close();
  });
});
