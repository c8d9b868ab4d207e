// Comforts only: every page works without this file.
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.closest("[hidden]")?.removeAttribute("hidden");
    button.addEventListener("click", () => window.print());
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    const label = button.textContent;
    button.closest("[hidden]")?.removeAttribute("hidden");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy || window.location.href.split("#")[0]);
      button.textContent = "已复制";
      window.setTimeout(() => { button.textContent = label; }, 2000);
    });
  }
  // A second click while the first is on its way sends nothing; the server recognises repeats in any case.
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      window.setTimeout(() => { delete form.dataset.sent; }, 8000);
    });
  }
  document.querySelector(".error-summary")?.focus();
  drawChartsInView();
});

// The drawing library is large and is fetched only when a chart is about to be seen.
function drawChartsInView() {
  const figures = document.querySelectorAll("[data-chart]");
  if (!figures.length || !("IntersectionObserver" in window)) return;
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      watch.unobserve(entry.target);
      import(entry.target.dataset.module).then((charts) => charts.draw(entry.target));
    }
  }, { rootMargin: "200px" });
  for (const figure of figures) watch.observe(figure);
}
