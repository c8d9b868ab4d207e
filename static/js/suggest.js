// The list under a search box, as the ARIA practices describe a combobox with a list: the field keeps the focus, the
// arrows move through the list, Enter takes, Escape closes. htmx fetches the options; without either it is a field.
const { htmx: htmxAddress } = document.currentScript.dataset;
let fetching = null;

document.addEventListener("DOMContentLoaded", () => {
  for (const field of document.querySelectorAll("input[data-suggest]")) combobox(field);
});

// Most readers of a page search for nothing: htmx comes with the first step into a field, not with the page.
function withHtmx() {
  fetching ??= window.htmx ? Promise.resolve() : wholePage().then(() => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = htmxAddress;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  }));
  return fetching;
}

// Between the end of the text and the end of the page htmx would wait for a beginning that has been.
function wholePage() {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((resolve) => { window.addEventListener("load", resolve, { once: true }); });
}

function combobox(field) {
  const list = document.getElementById(field.dataset.suggest);
  const said = document.getElementById(`${field.id}-said`);
  if (!list || !htmxAddress) return;
  let active = -1;

  // What was written before htmx had come is asked now.
  const begin = () => withHtmx().then(() => {
    if (field.value !== field.defaultValue && field.value.trim()) window.htmx.ajax("GET", field.getAttribute("hx-get"), { source: field });
  });
  if (document.activeElement === field) begin();
  else field.addEventListener("focus", begin, { once: true });

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);

  const options = () => [...list.querySelectorAll("[role=option]")];

  function show(open) {
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    if (!open) point(-1);
  }

  function point(at) {
    const all = options();
    active = all.length ? at : -1;
    all.forEach((option, n) => option.setAttribute("aria-selected", String(n === active)));
    if (active < 0) { field.removeAttribute("aria-activedescendant"); return; }
    field.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  }

  function move(step) {
    const count = options().length;
    if (!count) return;
    if (list.hidden) show(true);
    // One place before the first option is the field itself.
    const next = active + step;
    point(next >= count ? -1 : next < -1 ? count - 1 : next);
  }

  function take(option) {
    show(false);
    if (option.dataset.url) { window.location.assign(option.dataset.url); return; }
    field.value = option.dataset.fill;
    field.form.requestSubmit();
  }

  list.addEventListener("htmx:afterSwap", () => {
    const all = options();
    all.forEach((option, n) => { option.id = `${list.id}-${n}`; });
    // The options are others now: what was pointed at is gone.
    point(-1);
    show(all.length > 0 && document.activeElement === field && field.value.trim() !== "");
    said.textContent = list.hidden ? "" : `${all.length} 条提示，用上下方向键选择`;
  });
  field.addEventListener("input", () => { if (!field.value.trim()) { list.replaceChildren(); show(false); said.textContent = ""; } });
  field.addEventListener("keydown", (event) => {
    // While an input method is at work, the keys are its own.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown") { event.preventDefault(); move(1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); move(-1); }
    else if (event.key === "Enter" && active >= 0) { event.preventDefault(); take(options()[active]); }
    else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); show(false); }
    else if (event.key === "Tab") show(false);
  });
  field.addEventListener("blur", () => show(false));
  // The field must not lose the focus before the click arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  field.form.addEventListener("submit", () => show(false));
}
