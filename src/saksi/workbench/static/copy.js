// Buttons that copy a link: their data-copy, or the address of the page as it stands.
import { say } from "./say.js";

export function wireCopy(root = document) {
  root.addEventListener("click", async (event) => {
    const button = event.target.closest("button.copy");
    if (!button) return;
    const link = new URL(button.dataset.copy || location.href, location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      say(document.body.dataset.copied.replace("{link}", link));
    } catch {
      // Without leave to write to the clipboard the link is shown to be copied by hand.
      say(link, { failed: true });
    }
  });
}
