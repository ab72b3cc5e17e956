// Owns: answering a form as a person would, knowing only what the form itself says of its fields (type, autocomplete, hint).
// Two ways: by the keyboard alone, or as a browser without scripts lets one do. Never: a value that the test pushes past the page.

import { tabTo } from "./keyboard.mjs";

let people = 0;
function answer(field) {
  const texts = {
    email: `camille.essai.${process.pid}.${people}@exemple.invalid`,
    tel: "0612345678",
    number: String(Math.max(Number(field.min) || 1, 1)),
    date: field.min || "2027-03-15",
    time: "09:00",
    url: "https://exemple.invalid/",
  };
  const named = { name: "Camille Essai", "given-name": "Camille", "family-name": "Essai", "organization-title": "Chargée de mission" };
  return texts[field.type] ?? named[field.autocomplete] ?? `Essai ${people}`;
}

// Runs in the page: the fields of a form in reading order, one entry per group of radio buttons.
function describe(form) {
  const groups = new Set();
  return [...form.elements]
    .map((element, index) => ({ element, index }))
    .filter(({ element }) => element.matches("input, select, textarea") && !["hidden", "submit", "button", "file"].includes(element.type) && !element.disabled)
    .filter(({ element }) => element.type !== "radio" || (!groups.has(element.name) && groups.add(element.name)))
    .map(({ element, index }) => ({
      index,
      type: element.tagName === "SELECT" ? "select" : element.type,
      required: element.required || element.ariaInvalid === "true",
      autocomplete: element.autocomplete,
      min: element.min,
      empty: element.type === "radio" ? !form.querySelector(`[name="${CSS.escape(element.name)}"]:checked`) : element.type === "checkbox" ? !element.checked : element.value === "",
      options: element.tagName === "SELECT" ? [...element.options].map((option) => ({ value: option.value, disabled: option.disabled })) : [],
    }));
}

async function fields(form) {
  people += 1;
  const list = await form.evaluate(describe);
  const all = await form.locator("xpath=.").evaluateHandle((element) => [...element.elements]);
  const at = async (index) => (await all.evaluateHandle((elements, i) => elements[i], index)).asElement();
  return Promise.all(list.map(async (field) => ({ ...field, element: await at(field.index) })));
}

const chosen = (field) => field.options.find((option) => option.value !== "" && !option.disabled)?.value;

// By keys: Tab to each field, type, choose with arrows, tick with space, send with Enter on the button.
export async function fillByKeys(page, form) {
  for (const field of await fields(form)) {
    if (!field.empty) continue;
    if (field.type === "checkbox" && !field.required) continue;
    await tabTo(page, field.element);
    if (field.type === "checkbox" || field.type === "radio") await page.keyboard.press("Space");
    else if (field.type === "select") {
      for (let presses = 0; presses < 50 && (await field.element.evaluate((element) => element.value)) !== chosen(field); presses += 1) await page.keyboard.press("ArrowDown");
    } else if (field.type === "date") await typeDate(page, field);
    else await page.keyboard.type(answer(field));
  }
  const button = form.locator("button:not([type=button]), input[type=submit]").last();
  await tabTo(page, button);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

// A date field takes its parts in the order of the browser's own language, which a page cannot know: a person sees it, we try both.
export async function typeDate(page, field, date = answer(field)) {
  const [year, month, day] = date.split("-");
  for (const parts of [month + day + year, day + month + year]) {
    await page.keyboard.type(parts);
    if ((await field.element.inputValue()) === date) return;
    for (let part = 0; part < 3; part += 1) await page.keyboard.press("ArrowLeft");
  }
  throw new Error(`the keys do not make ${date} of the date field, but ${await field.element.inputValue()}`);
}

// With a pointer, or where scripts are off.
export async function fill(page, form) {
  for (const field of await fields(form)) {
    if (!field.empty) continue;
    if (field.type === "checkbox" && !field.required) continue;
    if (field.type === "checkbox" || field.type === "radio") await field.element.check({ force: true });
    else if (field.type === "select") await field.element.selectOption(chosen(field));
    else await field.element.fill(answer(field));
  }
  const button = form.locator("button:not([type=button]), input[type=submit]").last();
  await Promise.all([page.waitForNavigation(), button.click()]);
}

export const mainForm = (page) => page.locator("main form[method=post]").first();
export const complaint = (page) => page.locator("main .error-summary, main [aria-invalid=true]").first();
export const success = (page) => page.locator("main .notice[role=status]").first();

// Answers screen after screen until the page says that the act is done.
export async function finish(page, how, screens = 8) {
  for (let screen = 0; screen < screens; screen += 1) {
    if (await success(page).count()) return;
    const told = await complaint(page).count();
    await how(page, mainForm(page));
    // A box that must be ticked may only be known from the page's answer: one correction is what a person would make too.
    if (told && (await complaint(page).count())) throw new Error(`the form still complains: ${await page.locator("main").innerText()}`);
  }
  if (!(await success(page).count())) throw new Error(`no word of success on ${page.url()}`);
}
