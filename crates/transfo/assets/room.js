// Owns: the keys of the screen for the room: right, page down and space go on, left and page up go back. A clicker sends these keys too.
// Invariant: every step has its links, which work without this module. Never: a key pressed in a field or on a button, a form sent.

const go = { ArrowRight: "after", PageDown: "after", " ": "after", ArrowLeft: "before", PageUp: "before" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented) return;
  if (event.target.closest("a, button, input, select, textarea, summary, [contenteditable], [tabindex='0']")) return;
  const link = go[event.key] && document.querySelector(`[data-${go[event.key]}]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
