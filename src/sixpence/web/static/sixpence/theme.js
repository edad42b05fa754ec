// Before the page is drawn: the theme kept in the cookie, else the one of the machine.
(() => {
  const kept = document.cookie.match(/(?:^|; )theme=(light|dark)/);
  const machine = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.bsTheme = kept ? kept[1] : machine;
})();
