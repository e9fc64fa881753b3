/** Copying: to the clipboard, with a word on whether it worked. */

import { announce, t } from "./page";

/** Put a text on the clipboard and say so. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    announce(t("copied"));
    return true;
  } catch {
    announce(t("notCopied"));
    return false;
  }
}

/** Let the buttons of a page copy what they name. */
export function enhanceCopying(): void {
  for (const button of document.querySelectorAll<HTMLElement>("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const label = button.textContent;
      const done = await copyText(button.dataset.copy ?? "");
      button.textContent = t(done ? "copied" : "notCopied");
      setTimeout(() => {
        button.textContent = label;
      }, 2000);
    });
  }
}
