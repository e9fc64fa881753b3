/** Copying: to the clipboard, with a word on whether it worked. */

import { save } from "./csv";
import { announce, t } from "./page";

/** Put a text on the clipboard and say so. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    announce(t("copied"));
    return true;
  } catch {
    announce(t("notCopied"));
    return false;
  }
}

/** Copy a text, and let the button that was pressed say so for a while. */
export async function copyFrom(button: HTMLElement, text: string): Promise<void> {
  const label = button.dataset.label ?? button.textContent ?? "";
  button.dataset.label = label;
  const done = await copyText(text);
  button.textContent = t(done ? "copied" : "notCopied");
  setTimeout(() => {
    button.textContent = label;
  }, 2000);
}

/** The text that a button copies: what it names, or else the text above it. */
function textOf(button: HTMLElement): string {
  return button.dataset.copy || (button.closest("p")?.previousElementSibling?.textContent ?? "");
}

/** Let the buttons of a page copy what they name or the text above them, or save that. */
export function enhanceCopying(): void {
  for (const button of document.querySelectorAll<HTMLElement>("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copyFrom(button, textOf(button)));
  }
  for (const button of document.querySelectorAll<HTMLElement>("button[data-save]")) {
    button.hidden = false;
    const text = button.closest("details")?.querySelector("pre")?.textContent ?? "";
    button.addEventListener("click", () =>
      save(button.dataset.save ?? "", "application/x-research-info-systems", text.replaceAll("\n", "\r\n")),
    );
  }
}
