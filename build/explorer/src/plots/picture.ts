/** Pictures to take away: a drawing or a matrix as an SVG or PNG file of its own, with its title, source and address. */

const SVG = "http://www.w3.org/2000/svg";
const FONT = '"IBM Plex Sans Arabic", "Noto Sans Arabic", "Segoe UI", Tahoma, Arial, sans-serif';
const INK = "#1c2429";
const MARGIN = 16;

/** What stands around a picture. */
export interface Frame {
  readonly title: string;
  /** The same in the other language. */
  readonly other: string;
  /** Where it is from, a line each. */
  readonly sources: readonly string[];
  readonly legend: readonly { readonly name: string; readonly colour: string; readonly sign: string }[];
}

/** Something drawn, with its size in pixels. */
export interface Drawing {
  readonly body: Element;
  readonly width: number;
  readonly height: number;
}

const isArabic = (text: string): boolean => /^[^\p{L}]*\p{Script=Arabic}/u.test(text);

function element(name: string, attributes: Readonly<Record<string, string | number>>, text = ""): Element {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

const measure = document.createElement("canvas").getContext("2d");

function widthOf(text: string, size: number): number {
  if (!measure) return text.length * size * 0.6;
  measure.font = `${size}px ${FONT}`;
  // A reader may lack the font of the site, and another may be wider.
  return measure.measureText(text).width * 1.15;
}

/** Break a text into lines that are no wider than a width. */
function linesOf(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Write a line at the side from which it is read. */
function line(text: string, y: number, width: number, size: number, weight = 400): Element {
  const arabic = isArabic(text);
  const place = { x: arabic ? width - MARGIN : MARGIN, y, direction: arabic ? "rtl" : "ltr", "text-anchor": "start" };
  return element("text", { ...place, "font-size": size, "font-weight": weight, fill: INK }, text);
}

/** A picture as SVG that stands alone, on white. */
export function svgOf({ body, width: inner, height: innerHeight }: Drawing, frame: Frame): string {
  const width = Math.max(inner + 2 * MARGIN, 480);
  const room = width - 2 * MARGIN;
  const parts: Element[] = [];
  let y = MARGIN;
  const write = (text: string, size: number, weight?: number) => {
    for (const part of linesOf(text, size, room)) {
      y += size * 1.4;
      parts.push(line(part, y, width, size, weight));
    }
  };
  write(frame.title, 17, 600);
  if (frame.other !== "" && frame.other !== frame.title) write(frame.other, 13, 600);
  const legend = frame.legend.map(({ name, sign }) => `${sign} ${name}`);
  if (legend.length > 0) {
    y += 22;
    const arabic = frame.legend.some(({ name }) => isArabic(name));
    let x = MARGIN;
    for (const [n, entry] of legend.entries()) {
      const wide = widthOf(entry, 12) + 26;
      if (x + wide > width - MARGIN && x > MARGIN) {
        x = MARGIN;
        y += 18;
      }
      const side = arabic ? { direction: "rtl", x: width - x } : { direction: "ltr", x };
      const { name = "", sign = "", colour = "" } = frame.legend[n] ?? {};
      const label = element("text", { ...side, y, "font-size": 12, "text-anchor": "start", fill: INK });
      label.append(element("tspan", { fill: colour, stroke: INK, "stroke-width": 0.5 }, sign), ` ${name}`);
      parts.push(label);
      x += wide;
    }
  }
  y += MARGIN;
  body.setAttribute("x", String((width - inner) / 2));
  body.setAttribute("y", String(y));
  body.setAttribute("width", String(inner));
  body.setAttribute("height", String(innerHeight));
  parts.push(body);
  y += innerHeight;
  for (const source of frame.sources) write(source, 11);
  const height = Math.ceil(y + MARGIN);
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  const whole = element("svg", { ...size, "font-family": FONT, "font-size": 12, color: INK, fill: INK });
  whole.append(element("rect", { width, height, fill: "#fff" }), ...parts);
  // Links of a page lead nowhere from a file.
  for (const link of whole.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  return new XMLSerializer().serializeToString(whole);
}

/** The same as PNG, twice as fine. */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * 2;
  canvas.height = image.height * 2;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("PNG"))), "image/png");
  });
}

/** A plot that stands on the page, copied. */
export function copied(plot: Element): Drawing {
  const { width, height } = plot.getBoundingClientRect();
  const body = plot.cloneNode(true) as Element;
  body.setAttribute("direction", getComputedStyle(plot).direction);
  return { body, width, height };
}

const clean = (node: Element | null | undefined): string => (node?.textContent ?? "").replace(/\s+/g, " ").trim();

/** Shorten a text to a width. */
function fitted(text: string, size: number, width: number): string {
  if (widthOf(text, size) <= width) return text;
  let most = text.length;
  while (most > 1 && widthOf(`${text.slice(0, most)}…`, size) > width) most -= 1;
  return `${text.slice(0, most)}…`;
}

const LABEL = 250;
const ROW = 24;

/** A matrix of signs, drawn as it stands on the page: columns from the right in Arabic. */
export function drawnTable(table: HTMLTableElement): Drawing {
  const rtl = getComputedStyle(table).direction === "rtl";
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].slice(1).map(clean);
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const most = Math.max(1, ...rows.flatMap((row) => [...row.cells].map((cell) => cell.querySelectorAll("a").length)));
  const column = Math.max(30, heads.length > 12 || most > 1 ? most * 34 : 64);
  const head = 150;
  const width = LABEL + heads.length * column;
  const height = head + rows.length * ROW + 6;
  const body = element("svg", { viewBox: `0 0 ${width} ${height}` });
  const at = (x: number, wide = 0) => (rtl ? width - x - wide : x);
  const direction = rtl ? "rtl" : "ltr";
  for (const [n, name] of heads.entries()) {
    const x = at(LABEL + (n + 0.65) * column);
    // Turned labels are read upward in both scripts, and begin at the table.
    const turn = `rotate(-90 ${x} ${head - 8})`;
    const text = fitted(name, 12, head - 16);
    const anchor = isArabic(text) ? "end" : "start";
    const way = isArabic(text) ? "rtl" : "ltr";
    body.append(element("text", { x, y: head - 8, transform: turn, direction: way, "text-anchor": anchor }, text));
  }
  for (const [r, row] of rows.entries()) {
    const y = head + r * ROW;
    const [label, ...cells] = row.cells;
    const weight = row.classList.contains("theme") ? 600 : 400;
    const name = fitted(clean(label), 12, LABEL - 12);
    const place = { x: at(4), y: y + 16, direction, "text-anchor": "start", "font-weight": weight };
    body.append(element("text", place, name));
    for (const [n, cell] of cells.entries()) {
      const x = at(LABEL + n * column, column);
      const box = { x, y, width: column, height: ROW, fill: "none", stroke: "#c9d1d6" };
      body.append(element("rect", box));
      const signs = [...cell.querySelectorAll("a")];
      for (const [s, sign] of signs.entries()) {
        const { backgroundColor, color } = getComputedStyle(sign);
        const wide = column / signs.length;
        const from = x + s * wide;
        const shape = { x: from + 1, y: y + 1, width: wide - 2, height: ROW - 2, fill: backgroundColor };
        const said = clean(sign.querySelector("[aria-hidden]") ?? sign);
        const middle = { x: from + wide / 2, y: y + 17, "text-anchor": "middle", fill: color, "font-weight": 600 };
        body.append(element("rect", shape), element("text", middle, said));
      }
    }
  }
  return { body, width, height };
}
