/** A figure: a plot as wide as its place, and its figures as a table for those who do not see it. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { inOther, t } from "../page";
import type { Word } from "../words";
import { copied } from "./picture";
import { TakePicture } from "./taking";

/** Narrower than this a plot is not drawn: its place scrolls instead. */
const LEAST_WIDTH = 340;

/** Follow the width of an element. */
function useWidth(): [{ readonly current: HTMLDivElement | null }, number] {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(LEAST_WIDTH, Math.floor(element.clientWidth))));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [place, width];
}

interface FigureProps {
  readonly word: Word;
  /** Draws the plot at a width in pixels. */
  readonly draw: (width: number) => Element;
  /** Columns and rows of the table that says the same. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** What the colours and shapes stand for, on the picture that is taken away. */
  readonly legend?: readonly LegendEntry[];
  readonly children?: ComponentChildren;
}

function Figures({ title, columns, rows }: { title: string } & Pick<FigureProps, "columns" | "rows">) {
  return (
    <details>
      <summary>{t("figures")}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="scroll" tabIndex={0} aria-label={title}>
        <table aria-label={title}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th scope="col" key={column}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join()}>
                {row.map((cell, n) => (
                  <td key={columns[n]} class={typeof cell === "number" ? "num" : ""}>
                    <bdi>{cell}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

/** A plot with a title, what stands beside it, and its figures. */
export function Figure({ word, draw, columns, rows, legend = [], children }: FigureProps) {
  const [place, width] = useWidth();
  const title = t(word);
  useEffect(() => {
    if (width > 0) place.current?.replaceChildren(draw(width));
  }, [draw, width]);
  return (
    <figure class="plot" aria-label={title}>
      <figcaption>{title}</figcaption>
      {children}
      <div class="drawing" ref={place} />
      <TakePicture
        title={title}
        other={inOther(word)}
        name="mawaqif-chart"
        drawing={() => {
          const plot = place.current?.querySelector(".drawn");
          return plot ? copied(plot) : undefined;
        }}
        legend={legend}
        columns={columns}
        rows={rows}
      />
      <Figures title={title} columns={columns} rows={rows} />
    </figure>
  );
}

export interface LegendEntry {
  readonly name: string;
  readonly colour: string;
  /** The shape, as a character. */
  readonly sign: string;
}

/** What the colours and shapes of a plot stand for. */
export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <ul class="legend">
      {entries.map(({ name, colour, sign }) => (
        <li key={name}>
          <svg width="16" height="16" aria-hidden="true">
            <text x="8" y="14" text-anchor="middle" fill={colour} stroke="currentColor" stroke-width="0.5">
              {sign}
            </text>
          </svg>{" "}
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  );
}
