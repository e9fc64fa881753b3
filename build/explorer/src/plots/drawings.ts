/** The drawings, by Observable Plot; loaded only where one is shown. */

import * as Plot from "@observablehq/plot";

/** Something drawn that opens what it stands for. */
interface Drawn {
  /** What it says to those who point at it or do not see it. */
  readonly title: string;
  readonly href: string;
}

export interface Bar extends Drawn {
  /** The label of the bar, in the order in which bars come. */
  readonly at: string;
  readonly count: number;
  readonly colour: string;
}

export interface Dot extends Drawn {
  readonly year: string;
  /** The place in the year, from 0 to 1. */
  readonly when: number;
  readonly lane: string;
  readonly count: number;
  readonly colour: string;
  readonly shape: string;
}

/**
 * Draw.
 *
 * Plot writes its few rules of style into the drawing, which the site's Content-Security-Policy forbids; they stand in
 * `explorer.css`.
 */
function drawn(options: Plot.PlotOptions): Element {
  const drawing = Plot.plot({ className: "drawn", ...options });
  drawing.querySelector("style")?.remove();
  return drawing;
}

const OUTLINE = { stroke: "currentColor", strokeWidth: 0.5 };
const LINKED = { href: "href", title: "title", ariaLabel: "title" };

/**
 * Draw bars that stand side by side in time, their parts stacked.
 *
 * @param places the labels of all bars in their order, also of those that are empty.
 */
export function drawColumns(bars: readonly Bar[], places: readonly string[], width: number): Element {
  // As many labels as there is room for.
  const every = Math.ceil(places.length / (width / 60));
  return drawn({
    width,
    height: 240,
    marginBottom: 40,
    x: { label: null, domain: places, ticks: places.filter((_, n) => n % every === 0) },
    y: { label: null, grid: true, nice: true, tickFormat: "d" },
    marks: [Plot.barY(bars, { x: "at", y: "count", fill: "colour", ...OUTLINE, ...LINKED }), Plot.ruleY([0])],
  });
}

/** Draw bars that lie one above another, their parts stacked, with their counts. */
export function drawBars(bars: readonly Bar[], width: number): Element {
  const labels = [...new Set(bars.map(({ at }) => at))];
  const marginLeft = Math.min(230, Math.round(width * 0.42));
  return drawn({
    width,
    height: 40 + labels.length * 30,
    marginLeft,
    x: { label: null, grid: true, tickFormat: "d", axis: "top" },
    y: { label: null, domain: labels, axis: null },
    marks: [
      Plot.axisY({ lineWidth: marginLeft / 11, tickSize: 0 }),
      Plot.barX(bars, { y: "at", x: "count", fill: "colour", ...OUTLINE, ...LINKED }),
    ],
  });
}

/** Draw dots in lanes over the days of the years that have any; larger dots are several statements of a day. */
export function drawDots(dots: readonly Dot[], lanes: readonly string[], width: number): Element {
  const marginLeft = Math.min(200, Math.round(width * 0.34));
  return drawn({
    width,
    height: 60 + lanes.length * 34,
    marginLeft,
    marginTop: 30,
    x: { domain: [0, 1], axis: null, insetLeft: 8, insetRight: 8 },
    fx: { label: null, domain: [...new Set(dots.map(({ year }) => year))].sort(), padding: 0.06 },
    y: { label: null, domain: lanes, axis: null, type: "point", padding: 0.5 },
    r: { type: "sqrt", domain: [0, 64], range: [0, 16] },
    symbol: { type: "identity" },
    marks: [
      Plot.axisY({ lineWidth: marginLeft / 11, tickSize: 0 }),
      Plot.frame({ stroke: "currentColor", strokeOpacity: 0.15 }),
      Plot.ruleY(lanes, { stroke: "currentColor", strokeOpacity: 0.15 }),
      Plot.dot(dots, {
        fx: "year",
        x: "when",
        y: "lane",
        r: (dot: Dot) => dot.count + 4,
        fill: "colour",
        symbol: "shape",
        fillOpacity: 0.85,
        ...OUTLINE,
        ...LINKED,
      }),
    ],
  });
}
