// A short message at the foot of the page, read out by screen readers. `failed` messages stay until the next one.
let timer = 0;

export function say(text, { failed = false } = {}) {
  const box = document.getElementById("say");
  clearTimeout(timer);
  box.textContent = text;
  box.classList.toggle("failed", failed);
  box.classList.add("shown");
  if (!failed) timer = setTimeout(() => box.classList.remove("shown"), 4000);
}
