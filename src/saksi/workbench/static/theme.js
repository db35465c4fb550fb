// Light or dark: the switch changes the page at once; the server keeps the choice in a cookie for the next one.
export function wireTheme() {
  const button = document.querySelector("button.theme");
  if (!button) return;
  const root = document.documentElement;
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  const mark = () => { button.value = dark() ? "light" : "dark"; };
  mark();
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const chosen = dark() ? "light" : "dark";
    const form = new FormData(button.form);
    form.set("theme", chosen);
    fetch(button.form.action, { method: "POST", body: form, redirect: "manual" }).catch(() => {});
    root.dataset.theme = chosen;
    mark();
    document.dispatchEvent(new CustomEvent("saksi:theme", { detail: chosen }));
  });
}
