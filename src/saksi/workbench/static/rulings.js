// An editor settles what two coders saw differently.
import { newAct, send } from "./saving.js";
import { say } from "./say.js";

for (const button of document.querySelectorAll("[data-right]")) {
  button.addEventListener("click", async () => {
    const case_ = button.closest(".ruling");
    const { status, told } = await send("/api/rulings", { act: newAct(), event: case_.dataset.event, right: Number(button.dataset.right) });
    if (status >= 300) { say(told.detail || String(status), { failed: true }); return; }
    say(case_.dataset.said);
    case_.remove();
  });
}
