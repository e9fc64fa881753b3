/** Colours and shapes: those of the plots of the release, told apart also without colour vision and in black and white. */

import { NONE } from "../rows";

/** The colour of each stance. */
export const STANCE_COLOURS: Readonly<Record<string, string>> = {
  supports: "#0072B2",
  opposes: "#E69F00",
  mixed: "#F0E442",
  neutral: "#FFFFFF",
};

/** From one side to the other. */
export const STANCES = ["supports", "mixed", "neutral", "opposes"] as const;

/** How a forum is drawn: a colour, a shape by its name in Plot, and the sign of that shape in a legend. */
export interface Style {
  readonly colour: string;
  readonly shape: string;
  readonly sign: string;
}

// Okabe and Ito's set without black, which the dark scheme would swallow.
const STYLES: readonly Style[] = [
  { colour: "#0072B2", shape: "square", sign: "■" },
  { colour: "#E69F00", shape: "triangle", sign: "▲" },
  { colour: "#009E73", shape: "diamond2", sign: "◆" },
  { colour: "#CC79A7", shape: "star", sign: "★" },
  { colour: "#56B4E9", shape: "cross", sign: "✚" },
  { colour: "#D55E00", shape: "hexagon", sign: "⬢" },
];

/** How no forum is drawn, and those forums that are too rare for a colour of their own. */
export const OTHER: Style = { colour: "#999999", shape: "circle", sign: "●" };

/**
 * Give each forum its colour and shape.
 *
 * @param forums the forums, the most frequent first.
 */
export function styles(forums: readonly string[]): (forum: string) => Style {
  const named = forums.filter((forum) => forum !== NONE);
  return (forum) => STYLES[named.indexOf(forum)] ?? OTHER;
}
