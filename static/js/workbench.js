// The workbench by keyboard: a comfort; every action is a link that works without this file.
document.addEventListener("DOMContentLoaded", () => {
  const KEY = "workbench-keys-off";
  const panel = document.getElementById("keys");
  const off = document.getElementById("keys-off");
  const link = document.querySelector(".keys-link");
  const rows = [...document.querySelectorAll("[data-task]")];
  if (!panel || !off) return;
  panel.hidden = false;
  if (link) link.hidden = false;
  // Single keys must be possible to turn off (WCAG 2.1.4).
  off.checked = window.localStorage.getItem(KEY) === "1";
  off.addEventListener("change", () => window.localStorage.setItem(KEY, off.checked ? "1" : "0"));
  link?.addEventListener("click", () => { panel.open = true; });

  const here = () => rows.findIndex((row) => row.contains(document.activeElement));
  const step = (by) => {
    const next = Math.min(Math.max(here() + by, 0), rows.length - 1);
    const action = rows[next]?.querySelector("[data-act]");
    action?.focus({ preventScroll: true });
    rows[next]?.scrollIntoView({ block: "nearest" });
  };
  let before = "";
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
    if (typing && event.key === "Escape") { typing.blur(); return; }
    if (typing || off.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const pair = before === "g" && event.key === "w";
    before = event.key;
    if (pair) window.location.assign("/workbench/");
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "o") rows[here()]?.querySelector("[data-open]")?.click();
    else if (event.key === "/") document.getElementById("id_q")?.focus();
    else if (event.key === "?") { panel.open = !panel.open; if (panel.open) panel.querySelector("summary").focus(); }
    else return;
    event.preventDefault();
  });
});
