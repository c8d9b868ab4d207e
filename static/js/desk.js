// Names for the search-and-choose fields of the desks: the library that draws them leaves them without any.
document.addEventListener("DOMContentLoaded", () => {
  const name = () => {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      const label = select.labels?.[0]?.textContent.replace(":", "").trim() || select.closest("td")?.className || "";
      const box = select.parentElement.querySelector(".select2-selection");
      box?.setAttribute("aria-label", label);
      const text = box?.querySelector(".select2-selection__rendered");
      text?.removeAttribute("role");
      text?.removeAttribute("aria-readonly");
      select.parentElement.querySelector(".select2-search__field")?.setAttribute("aria-label", label);
    }
    document.querySelector(".select2-container--open .select2-search__field")?.setAttribute("aria-label", "查找");
  };
  for (const head of document.querySelectorAll(".tabular thead th:empty")) {
    const textContent = head.classList.contains("original") ? "已有记录" : "删除";
    head.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent }));
  }
  name();
  new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
});
