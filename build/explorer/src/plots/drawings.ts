/** The drawings, by Observable Plot; loaded only where one is shown. */

import * as Plot from "@observablehq/plot";
import { language } from "../page";

/** Arabic is read from the right, and so are its drawings: time and numbers run to the left, labels stand at the right. */
const RIGHT_TO_LEFT = language === "ar";

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
  if (RIGHT_TO_LEFT) {
    // Where text runs to the left, its start is at the right.
    const other: Readonly<Record<string, string>> = { start: "end", end: "start" };
    for (const text of drawing.querySelectorAll("[text-anchor]")) {
      const anchor = text.getAttribute("text-anchor") ?? "";
      text.setAttribute("text-anchor", other[anchor] ?? anchor);
    }
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
      frameAnchor: RIGHT_TO_LEFT ? "right" : "left",
      textAnchor: RIGHT_TO_LEFT ? "end" : "start",
      dy,
      ...fx,
    } as const;
    return {
      margins: { marginLeft: 12, marginRight: 12 },
      mark: Plot.text(labels, { ...above, lineWidth: emsIn(width), textOverflow: "ellipsis-end" }),
    };
  }
  const margin = Math.min(260, Math.round(width * 0.34));
  return {
    margins: RIGHT_TO_LEFT ? { marginRight: margin, marginLeft: 12 } : { marginLeft: margin },
    mark: Plot.axisY({
      anchor: RIGHT_TO_LEFT ? "right" : "left",
      lineWidth: emsIn(margin),
      lineHeight: 1.15,
      tickSize: 0,
      // What is longer than two lines ends in dots, and says all of itself when pointed at.
      text: (label: string) => inTwoLines(label, emsIn(margin)),
      title: (label: string) => label,
    }),
  };
}

/** Shorten a label to what two lines hold, so that no label reaches into the next. */
function inTwoLines(label: string, ems: number): string {
  // A letter is about half an em wide, and a line may end early.
  const most = Math.floor(ems * 2 * 1.55);
  return label.length <= most ? label : `${label.slice(0, label.lastIndexOf(" ", most))} …`;
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
    x: { label: null, domain: places, reverse: RIGHT_TO_LEFT, ticks: places.filter((_, n) => n % every === 0) },
    y: { label: null, grid: true, nice: true, axis: null },
    marks: [
      Plot.axisY({ anchor: RIGHT_TO_LEFT ? "right" : "left", label: null, tickFormat: "d" }),
      Plot.barY(bars, { x: "at", y: "count", fill: "colour", ...OUTLINE, ...LINKED }),
      Plot.ruleY([0]),
    ],
  });
}

/** Draw bars that lie one above another, their parts stacked. */
export function drawBars(bars: readonly Bar[], width: number): Element {
  const labels = [...new Set(bars.map(({ at }) => at))];
  const height = width < NARROW ? 46 : 30;
  const { margins, mark } = rowLabels(labels, width, height);
  return drawn({
    width,
    height: 40 + labels.length * height,
    ...margins,
    x: { label: null, grid: true, tickFormat: "d", axis: "top", reverse: RIGHT_TO_LEFT },
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
  const { margins, mark } = rowLabels(lanes, width, height, years);
  return drawn({
    width,
    height: 70 + lanes.length * height,
    ...margins,
    marginBottom: 50,
    x: { domain: [0, 1], axis: null, reverse: RIGHT_TO_LEFT, insetLeft: 6, insetRight: 6 },
    fx: {
      label: null,
      domain: years,
      padding: 0.06,
      reverse: RIGHT_TO_LEFT,
      tickRotate: width < NARROW ? -60 : 0,
    },
    y: { label: null, domain: lanes, axis: null, type: "point", padding: 0.5 },
    r: { type: "sqrt", domain: [0, 64], range: [0, 16], clamp: true },
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
