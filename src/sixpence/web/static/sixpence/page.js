// The few things pages do by themselves; everything else is a link, a form or htmx.
document.addEventListener("click", (event) => {
  const theme = event.target.closest("[data-theme-toggle]");
  if (theme) {
    const next = document.documentElement.dataset.bsTheme === "dark" ? "light" : "dark";
    document.documentElement.dataset.bsTheme = next;
    document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=strict`;
  }
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    const field = document.querySelector(copy.dataset.copy);
    field.select();
    navigator.clipboard?.writeText(field.value);
  }
  const asked = event.target.closest("[data-confirm]");
  if (asked && !window.confirm(asked.dataset.confirm)) event.preventDefault();
});
// A filter that changes sends its form; without this script there is a button.
document.addEventListener("change", (event) => {
  if (event.target.closest("[data-send-on-change]")) event.target.form.requestSubmit();
  const all = event.target.closest("[data-choose-all]");
  if (all) for (const box of document.querySelectorAll(all.dataset.chooseAll)) box.checked = all.checked;
});
// "/" goes to the search field of the page.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  const search = document.querySelector("input[type=search]");
  if (event.key === "/" && !typing && search) {
    event.preventDefault();
    search.focus();
  }
});
// A drawer is a <dialog data-drawer> that htmx fills: it opens when filled; a link or button in it closes it.
document.addEventListener("htmx:afterSwap", (event) => {
  const drawer = event.target.closest?.("dialog[data-drawer]");
  if (drawer && !drawer.open) drawer.showModal();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
});
