// Owns: what a person without a mouse meets. Elements are marked in the page (data-stop is its only trace) and found again after each
// press of a real key. Never: `element.focus()`, which would hide an element that no key reaches.

const TABBABLE =
  "a[href], button:not([disabled]), input:not([disabled]):not([type=hidden]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex]:not([tabindex='-1'])";

// Runs in the page: the stops that Tab must make, in reading order.
function number(selector) {
  const radios = new Map();
  const stops = [...document.querySelectorAll(selector)].filter((element) => {
    if (element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true })) return false;
    if (element.closest("[inert]") || element.matches("fieldset[disabled] *")) return false;
    if (element.matches("summary") && element.parentElement.querySelector("summary") !== element) return false;
    if (element.type !== "radio") return true;
    // A group of radio buttons is one stop: the one that is checked, else its first.
    const group = `${element.form?.id} ${element.name}`;
    const known = radios.get(group);
    if (!known || element.checked) radios.set(group, element);
    return true;
  });
  const shown = [...stops.filter((element) => element.type !== "radio" || radios.get(`${element.form?.id} ${element.name}`) === element)];
  shown.forEach((element, index) => (element.dataset.stop = index));
  const drawn = (element) => {
    const style = getComputedStyle(element);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.backgroundColor, style.borderColor, style.borderWidth, style.textDecorationLine, style.color, style.clip, style.clipPath].join("|");
  };
  // Of a radio card or an icon button the focus may be drawn on the label or the frame around it.
  window.__look = (element) => [element, element.parentElement, element.nextElementSibling].filter(Boolean).map(drawn).join("\n");
  window.__before = shown.map((element) => window.__look(element));
  return shown.map((element) => `${element.tagName.toLowerCase()} ${(element.innerText || element.getAttribute("aria-label") || element.name || "").trim().slice(0, 40)}`);
}

// Runs in the page: where the focus is.
function where() {
  const element = document.activeElement;
  const stop = element?.dataset?.stop;
  if (stop === undefined) return { stop: null, tag: element?.tagName };
  const box = element.getBoundingClientRect();
  return { stop: Number(stop), tag: element.tagName, visible: window.__look(element) !== window.__before[stop], inView: box.bottom > 0 && box.top < innerHeight };
}

// Walks by Tab from the top of the page; returns what is wrong with the walk.
export async function walk(page, atMost = 120) {
  const stops = await page.evaluate(number, TABBABLE);
  const wrong = [];
  const reached = [];
  const last = Math.min(stops.length, atMost);
  let silent = 0;
  while (reached.length < last && silent < 30) {
    await page.keyboard.press("Tab");
    const { stop, visible, inView } = await page.evaluate(where);
    if (stop === null || stop === reached.at(-1)) {
      // The browser itself stops at areas that scroll, at each part of a date, and between the end and the beginning.
      silent += 1;
      continue;
    }
    if (reached.includes(stop)) break;
    if (stop < (reached.at(-1) ?? -1)) wrong.push(`the focus jumps back to “${stops[stop]}”`);
    if (!visible) wrong.push(`no visible focus on “${stops[stop]}”`);
    if (!inView) wrong.push(`focused out of sight: “${stops[stop]}”`);
    reached.push(stop);
  }
  const missed = stops.slice(0, last).filter((_, stop) => !reached.includes(stop));
  if (missed.length > 0) wrong.push(`Tab never reaches: ${missed.join("; ")}`);
  return wrong;
}

// Presses Tab until the element is focused.
export async function tabTo(page, locator, atMost = 200) {
  for (let presses = 0; presses < atMost; presses += 1) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${locator}`);
}
