"use strict";
// Without this script the page is whole: the boxes serve on paper. With it, what is ticked becomes a command to copy.
const boxes = [...document.querySelectorAll("input[data-rows]")];
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
function tell() {
  const keys = boxes.filter((box) => box.checked).flatMap((box) => JSON.parse(box.dataset.rows));
  document.getElementById("ticked").hidden = keys.length === 0;
  const lines = keys.map((key) => `  --rows ${quoted(key)}`);
  document.getElementById("command").textContent = ["mawaqif seal --by NAME", ...lines].join(" \\\n");
}
for (const box of boxes) {
  box.addEventListener("change", tell);
}
tell();
