/** Colours and shapes: those of the plots of the release, told apart also without colour vision and in black and white. */

/** The colour of each stance. */
export const STANCE_COLOURS: Readonly<Record<string, string>> = {
  supports: "#0072B2",
  opposes: "#E69F00",
  mixed: "#F0E442",
  neutral: "#FFFFFF",
};

/** From one side to the other. */
export const STANCES = ["supports", "mixed", "neutral", "opposes"] as const;

// Okabe and Ito's set without black, which the dark scheme would swallow.
const COLOURS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442"];
const SHAPES = ["circle", "square", "triangle", "diamond2", "star", "cross", "hexagon"];
const OTHER = { colour: "#999999", shape: "circle" };

/** How a forum is drawn. */
export interface Style {
  readonly colour: string;
  readonly shape: string;
}

/**
 * Give each forum its colour and shape.
 *
 * @param forums the forums, the most frequent first; beyond the colours there are, all are grey.
 */
export function styles(forums: readonly string[]): (forum: string) => Style {
  const given = new Map(
    forums.map((forum, n) => [forum, { colour: COLOURS[n] ?? OTHER.colour, shape: SHAPES[n] ?? OTHER.shape }]),
  );
  return (forum) => given.get(forum) ?? OTHER;
}
