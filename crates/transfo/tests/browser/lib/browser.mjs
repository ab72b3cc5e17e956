// Owns: one headless Chromium per test file, and one signed-in context per persona, language and way of looking.
// Invariant: a persona signs in once per demonstration; its cookies are kept beside it for the other test files.
// Never: a download, a request to anything but the application.

import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";
import { app } from "./app.mjs";

export const languages = ["fr", "en"];
export const desktop = { width: 1280, height: 900 };
export const phone = { width: 360, height: 740 };

const places = [process.env.TRANSFO_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

let launching;
export function browser() {
  launching ??= chromium.launch({
    executablePath: places.find((place) => place && existsSync(place)),
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-lcd-text",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  return launching;
}

const locales = { fr: "fr-FR", en: "en-GB" };

function settings(language, options) {
  return {
    baseURL: app.url,
    locale: locales[language],
    timezoneId: "Europe/Paris",
    viewport: desktop,
    colorScheme: "light",
    // A transition caught in the middle would be measured as a colour of the page.
    reducedMotion: "reduce",
    ...options,
  };
}

// A new context of its own: for a story that changes something, or that needs an empty cache.
export async function fresh(persona, language = "fr", options = {}) {
  const storageState = await session(persona);
  const context = await (await browser()).newContext({ ...settings(language, options), storageState });
  await context.addCookies([{ name: "lang", value: language, url: app.url }]);
  context.setDefaultTimeout(20_000);
  return context;
}

const contexts = new Map();
export function shared(persona, language = "fr", options = {}) {
  const key = JSON.stringify([persona, language, options]);
  if (!contexts.has(key)) contexts.set(key, fresh(persona, language, options));
  return contexts.get(key);
}

// The link of a mail shows a page with one button, since robots also follow links.
async function signIn(persona, file) {
  const context = await (await browser()).newContext(settings("fr", {}));
  const page = await context.newPage();
  const answer = await page.goto(app.links[persona]);
  if (!answer.ok()) throw new Error(`the sign-in link of ${persona} answers ${answer.status()}`);
  const button = page.locator("main form[method=post] button:not([type=button])").first();
  if (persona !== "visitor" && (await button.count())) {
    await Promise.all([page.waitForNavigation(), button.click()]);
  }
  const state = await context.storageState();
  if (persona !== "visitor" && state.cookies.length === 0) throw new Error(`${persona} is not signed in: no cookie was set`);
  await context.close();
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}

async function session(persona) {
  const file = path.join(app.sessions, `session-${persona}.json`);
  const lock = `${file}.lock`;
  for (;;) {
    if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
    try {
      mkdirSync(lock);
    } catch {
      await sleep(50);
      continue;
    }
    try {
      if (!existsSync(file)) await signIn(persona, file);
    } finally {
      rmdirSync(lock);
    }
  }
}

// Opens a page and says what went wrong on the way: used by every test, so that no page hides an error of its own.
export async function open(context, where, { status = 200, waitUntil = "load" } = {}) {
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
  page.on("console", (message) => {
    // The browser also reports the status of the page itself, which is checked below.
    if (message.type() === "error" && !message.location().url.endsWith(where)) wrong.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${app.url}/`) && !url.startsWith("data:") && !url.startsWith("blob:")) wrong.push(`asks another site: ${url}`);
  });
  const answer = await page.goto(where, { waitUntil });
  if (answer.status() !== status) wrong.push(`answers ${answer.status()}, not ${status}`);
  return { page, answer, wrong };
}

export async function close() {
  if (launching) await (await launching).close();
  app.stop();
}
