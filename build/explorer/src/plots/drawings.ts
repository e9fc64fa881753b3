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
 * Draw, and mend what Plot writes that does not belong on these pages.
 *
 * Its few rules of style the site's Content-Security-Policy forbids; they stand in `plots.css`. Its groups have labels
 * without a role, which say nothing; those of what is linked belong to the links.
 */
function drawn(options: Plot.PlotOptions): Element {
  const drawing = Plot.plot({ className: "drawn", ...options });
  drawing.querySelector("style")?.remove();
  for (const group of drawing.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  for (const mark of drawing.querySelectorAll("a > [aria-label]")) {
    mark.parentElement?.setAttribute("aria-label", mark.getAttribute("aria-label") ?? "");
    mark.removeAttribute("aria-label");
  }
  return drawing;
}

/** In a narrower drawing labels stand above what they label, because beside it they would leave no room. */
const NARROW = 560;

const LABEL_HEIGHT = 18;

/** How many ems a line of label may have; the letters of the site are wider than Plot reckons. */
const emsIn = (width: number): number => (width - 12) / 13.5;

/**
 * Give the labels of rows, beside them or above, and the margin for them.
 *
 * @param years the columns of the drawing, if it has any: a label above begins in the first.
 */
function rowLabels(labels: readonly string[], width: number, height: number, years: readonly string[] = []) {
  if (width < NARROW) {
    const dy = LABEL_HEIGHT / 2 - height / 2;
    const fx = years.length > 0 ? { fx: () => years[0] } : {};
    const itself = (label: string) => label;
    const above = {
      y: itself,
      text: itself,
      title: itself,
      frameAnchor: "left",
      textAnchor: "start",
      dy,
      ...fx,
    } as const;
    return {
      marginLeft: 12,
      mark: Plot.text(labels, { ...above, lineWidth: emsIn(width), textOverflow: "ellipsis-end" }),
    };
  }
  const marginLeft = Math.min(260, Math.round(width * 0.34));
  return { marginLeft, mark: Plot.axisY({ lineWidth: emsIn(marginLeft), tickSize: 0 }) };
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

/** Draw bars that lie one above another, their parts stacked. */
export function drawBars(bars: readonly Bar[], width: number): Element {
  const labels = [...new Set(bars.map(({ at }) => at))];
  const height = width < NARROW ? 46 : 30;
  const { marginLeft, mark } = rowLabels(labels, width, height);
  return drawn({
    width,
    height: 40 + labels.length * height,
    marginLeft,
    x: { label: null, grid: true, tickFormat: "d", axis: "top" },
    y: { label: null, domain: labels, axis: null },
    marks: [
      mark,
      Plot.barX(bars, {
        y: "at",
        x: "count",
        fill: "colour",
        insetTop: width < NARROW ? LABEL_HEIGHT : 0,
        ...OUTLINE,
        ...LINKED,
      }),
    ],
  });
}

/** Draw dots in lanes over the days of the years that have any; larger dots are several statements of a day. */
export function drawDots(dots: readonly Dot[], lanes: readonly string[], width: number): Element {
  const height = width < NARROW ? 56 : 40;
  const years = [...new Set(dots.map(({ year }) => year))].sort();
  const { marginLeft, mark } = rowLabels(lanes, width, height, years);
  return drawn({
    width,
    height: 70 + lanes.length * height,
    marginLeft,
    marginBottom: 50,
    x: { domain: [0, 1], axis: null, insetLeft: 6, insetRight: 6 },
    fx: {
      label: null,
      domain: years,
      padding: 0.06,
      tickRotate: width < NARROW ? -60 : 0,
    },
    y: { label: null, domain: lanes, axis: null, type: "point", padding: 0.5 },
    r: { type: "sqrt", domain: [0, 64], range: [0, 16] },
    symbol: { type: "identity" },
    marks: [
      mark,
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
