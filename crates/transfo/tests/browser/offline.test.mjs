// Saying "I am here" with a dead network: every check-in of the room is made without network, the page is read again
// without network, and when the network is back all are noted, once. So is the list that the team ticks.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import "./lib/closing.mjs";
import { fresh, open } from "./lib/browser.mjs";
import { pages } from "./lib/pages.mjs";

const door = pages.find((page) => page.route === "/presence/{token}");
// The code of the room says which run and which day; the sheet of that run is another page.
const [run, day] = (door?.path.split("/").pop() ?? "..").split(".");
const any = pages.find((page) => page.route.endsWith("/calendrier/{run}/presence"));
const sheet = any && { ...any, path: any.path.replace(/[^/]+\/presence$/, `${run}/presence?jour=${day.replace(/(....)(..)(..)/, "$1-$2-$3")}`) };

const waiting = (page) => page.locator("[data-offline-list] li").count();

async function checkIn(page, n) {
  const choice = page.locator("form[data-offline] input[name=qui]").nth(n);
  await choice.check();
  await page.locator("form[data-offline] button").click();
}

// What the team reads: half-days ticked on the sheet of the day.
async function ticked() {
  const context = await fresh(sheet.persona);
  const { page } = await open(context, sheet.path);
  const names = await page.locator("tbody input[type=checkbox]:checked").evaluateAll((boxes) => boxes.map((box) => `${box.name} ${box.value}`));
  await context.close();
  return names;
}

describe("checking in without network", () => {
  it("is offered on a page", () => assert.ok(door && sheet, "no check-in page, or no sheet"));

  it("loses nobody and counts nobody twice", async () => {
    const context = await fresh("visitor");
    const { page } = await open(context, door.path);
    const people = await page.locator("form[data-offline] input[name=qui]").count();
    assert.ok(people >= 20, `${people} people expected in the room`);
    const who = await page.locator("form[data-offline] input[name=qui]").evaluateAll((all) => all.slice(0, 20).map((one) => one.value));
    const before = await ticked();
    await page.waitForFunction(() => document.documentElement.dataset.kept === "yes");
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));

    await context.setOffline(true);
    for (let n = 0; n < 20; n += 1) await checkIn(page, n);
    await checkIn(page, 3);
    assert.equal(await waiting(page), 20, "somebody who says it twice waits once");
    assert.match(await page.locator("[data-offline-status]").innerText(), /.{20}/);
    await page.reload();
    assert.equal(await waiting(page), 20, "a reload without network keeps them");
    assert.equal(await page.locator("form[data-offline] input[name=qui]").count(), people);

    await context.setOffline(false);
    await page.waitForFunction(() => document.querySelectorAll("[data-offline-list] li").length === 0);
    await page.reload();
    assert.equal(await waiting(page), 0);
    const after = await ticked();
    const whole = (names) => ["morning", "afternoon"].some((half) => who.every((one) => names.includes(`${half} ${one}`)));
    assert.ok(!whole(before), "everybody was there before: nothing is proved");
    assert.ok(whole(after), "somebody is missing");
    assert.deepEqual(before.filter((one) => !after.includes(one)), [], "somebody was taken off");
    assert.ok(after.length <= before.length + 20, "somebody was noted twice");
    await context.close();
  });

  it("keeps what the team ticks, and takes off nobody who came meanwhile", async () => {
    const context = await fresh(sheet.persona);
    const { page } = await open(context, sheet.path);
    await page.waitForFunction(() => document.documentElement.dataset.kept === "yes");
    const boxes = page.locator("form[data-sheet] input[name=afternoon]");
    const free = await boxes.evaluateAll((all) => all.flatMap((box, n) => (box.checked ? [] : [n])));
    assert.ok(free.length >= 6, "the whole room was there already");
    const [other, ...mine] = free.slice(0, 6);
    const who = await boxes.evaluateAll((all) => all.map((box) => box.value));

    await context.setOffline(true);
    for (const n of mine) await boxes.nth(n).check();
    await page.locator("form[data-sheet] button").click();
    await page.locator("[data-sheet-status]", { hasText: "5" }).waitFor();
    await page.reload();
    for (const n of mine) assert.ok(await boxes.nth(n).isChecked(), "a reload without network keeps the ticks");

    // Somebody else notes another person meanwhile.
    const second = await fresh(sheet.persona);
    const { page: there } = await open(second, sheet.path);
    await there.locator("form[data-sheet] input[name=afternoon]").nth(other).check();
    await there.locator("form[data-sheet] button").click();
    await there.waitForFunction(() => document.querySelector("[data-sheet-status]").textContent === document.querySelector("form[data-sheet]").dataset.noted);
    await second.close();

    await context.setOffline(false);
    await page.waitForFunction(() => document.querySelector("[data-sheet-status]").textContent === document.querySelector("form[data-sheet]").dataset.noted, null, { timeout: 40_000 });
    const after = await ticked();
    for (const n of [other, ...mine]) assert.ok(after.includes(`afternoon ${who[n]}`), `${who[n]} is missing`);
    await context.close();
  });
});
