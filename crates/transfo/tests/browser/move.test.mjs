// Moving a run of the calendar without a mouse. The page is found by its form, which says so: form[data-move] with the fields run and start.
// A day may be refused, always in words; one of the days offered must work, and the run then stands on it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import "./lib/closing.mjs";
import { fresh, open } from "./lib/browser.mjs";
import { success, typeDate } from "./lib/forms.mjs";

import { tabTo } from "./lib/keyboard.mjs";
import { pages } from "./lib/pages.mjs";

const MOVES = /<form[^>]+data-move/;
const place = pages.find((page) => MOVES.test(page.text ?? ""));

const form = (page) => page.locator("form[data-move]").first();
const field = (page, name) => form(page).locator(`[name=${name}]:not([type=hidden])`).first();

async function choose(page, name, value) {
  const control = field(page, name);
  await tabTo(page, control);
  if ((await control.evaluate((element) => element.tagName)) === "SELECT") {
    await page.keyboard.press("Home");
    for (let presses = 0; presses < 400 && (await control.inputValue()) !== value; presses += 1) await page.keyboard.press("ArrowDown");
  } else await typeDate(page, { element: control }, value);
  assert.equal(await control.inputValue(), value, `the keys do not choose ${value} as ${name}`);
}

async function send(page, which) {
  await tabTo(page, which.locator("button:not([type=button])").first());
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

const values = (control) => control.evaluate((element) => [...(element.options ?? [])].filter((option) => option.value && !option.disabled).map((option) => option.value));

// The days that the page offers: those of the field, else those that its picture marks.
async function offered(page) {
  const own = await values(field(page, "start"));
  if (own.length > 0) return own;
  // A day off is not offered, nor one that is over.
  return page.locator("[data-day]:not(.day-off, .day-done)").evaluateAll((days) => days.filter((day) => !day.querySelector("[data-drag]")).map((day) => day.dataset.day));
}

const dayOf = (page, run) => page.locator(`[data-day]:has([data-drag="${run}"])`).first().getAttribute("data-day");

async function attempt(page, run, day) {
  await choose(page, "run", run);
  await choose(page, "start", day);
  await send(page, form(page));
  // A move that touches people is confirmed by its consequences on a second page.
  const confirm = page.locator(".confirm form[method=post]").first();
  // A move against a rule asks for a tick that says so: we look for one that needs none.
  if (await confirm.locator("input[type=checkbox][required]").count()) return false;
  if (await confirm.count()) await send(page, confirm);
  return (await success(page).count()) > 0;
}

describe("moving a run", () => {
  it("is offered on a page", () => assert.ok(place, "no page has form[data-move]"));

  it("works by keys alone, and a refusal says why", async () => {
    const context = await fresh(place.persona);
    const { page } = await open(context, place.path);
    const run = (await values(field(page, "run"))).at(-1);
    const before = await dayOf(page, run);
    const far = (day) => Math.abs(new Date(day) - new Date(before));
    const days = (await offered(page)).filter((day) => day !== before).sort((a, b) => far(a) - far(b));
    assert.ok(days.length > 0, "no day is offered");
    let moved;
    for (const day of days.slice(0, 40)) {
      if (await attempt(page, run, day)) {
        moved = day;
        break;
      }
      const why = await page.locator("main .error-summary, main .notice-danger, main .notice-warn").first().innerText();
      assert.ok(why.length > 20, `${day} is refused without a reason`);
      await page.goto(place.path);
    }
    assert.ok(moved, "none of the days offered works");
    await page.goto(place.path);
    assert.equal(await dayOf(page, run), moved);
    assert.notEqual(moved, before);
    await context.close();
  });

  it("lights the legal days with their price while a run hangs, and dims them after", async () => {
    const context = await fresh(place.persona);
    const { page } = await open(context, place.path);
    const lit = page.locator("[data-price]");
    assert.equal(await lit.count(), 0);
    const run = (await values(field(page, "run"))).at(-1);
    await page.evaluate((run) => {
      window.held = new DataTransfer();
      document.querySelector(`[data-drag="${run}"]`).dispatchEvent(new DragEvent("dragstart", { bubbles: true, dataTransfer: window.held }));
    }, run);
    await lit.first().waitFor();
    assert.match(await lit.first().getAttribute("data-price"), /^(0|\+0|[+−]\d+)$/);
    await page.evaluate(() => document.dispatchEvent(new DragEvent("dragend", { dataTransfer: window.held })));
    assert.equal(await lit.count(), 0, "days stay lit");
    // Without a mouse: the same days, by a button of the form.
    await choose(page, "run", run);
    await tabTo(page, form(page).locator("button").nth(1));
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.ok((await lit.count()) > 0, "no legal day is marked");
    assert.equal(await field(page, "run").inputValue(), run);
    const link = lit.first().locator("a");
    await Promise.all([page.waitForNavigation(), link.click()]);
    assert.match(page.url(), /deplacer/);
    await context.close();
  });
});
