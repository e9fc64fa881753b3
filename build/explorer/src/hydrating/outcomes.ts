/** Outcomes: how well a passage is found in a copy, the best first. */

export const OUTCOMES = ["exact", "moved", "changed", "absent"] as const;

/** How well a passage is found: only `exact` and `moved` have the recorded hash. */
export type Outcome = (typeof OUTCOMES)[number];

/** Say whether what was found has the recorded hash. */
export const isProven = ({ outcome }: { readonly outcome: Outcome }): boolean =>
  outcome === "exact" || outcome === "moved";
