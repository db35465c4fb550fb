"use strict";
(() => {
  const root = document.documentElement;

  // Storage is refused on some file: pages; the page then keeps the theme for this visit only.
  const store = { get: () => { try { return localStorage.getItem("saksi-theme"); } catch { return null; } },
    set: (v) => { try { localStorage.setItem("saksi-theme", v); } catch { /* not kept */ } } };
  const kept = store.get();
  if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  document.getElementById("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    store.set(root.dataset.theme);
  });

  const reports = [...document.querySelectorAll(".report")];

  // Several articles on one page: the index shows one at a time.
  const links = [...document.querySelectorAll(".index a")];
  function show() {
    const wanted = reports.find((r) => "#" + r.id === location.hash) || reports[0];
    for (const report of reports) report.hidden = report !== wanted;
    for (const link of links) link.setAttribute("aria-current", String(link.hash === "#" + wanted.id));
  }
  if (links.length && reports.length > 1) {
    addEventListener("hashchange", show);
    show();
  }
})();
