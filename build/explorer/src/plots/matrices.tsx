/** Every matrix of a page as a picture to take away. */

import { render } from "preact";
import { drawnTable } from "./picture";
import { TakePicture } from "./taking";

/** Put buttons under the matrices of a page; what is drawn is what is shown when one is pressed. */
export function enhanceMatrices(): void {
  const first = document.querySelector("table.matrix");
  const place = document.createElement("div");
  const title = document.querySelector("h1")?.textContent ?? "";
  (first?.closest(".explorer") ?? first?.closest(".scroll") ?? first)?.after(place);
  const shown = () =>
    [...document.querySelectorAll<HTMLTableElement>("table.matrix")].find((table) => table.offsetParent !== null);
  const drawing = () => {
    const table = shown();
    return table && drawnTable(table);
  };
  const legend = [...document.querySelectorAll(".legend > .nobreak")].map((entry) => {
    const mark = entry.querySelector("[aria-hidden]");
    const sign = mark?.textContent?.trim() ?? "";
    const name = (entry.textContent ?? "").replace(sign, "").trim();
    return { name, sign, colour: mark ? getComputedStyle(mark).backgroundColor : "" };
  });
  const name = `mawaqif-${first?.id || "matrix"}`;
  const other = document.body.dataset.titleOther ?? "";
  render(<TakePicture title={title} other={other} name={name} drawing={drawing} legend={legend} />, place);
}
