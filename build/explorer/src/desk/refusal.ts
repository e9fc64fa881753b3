/** What the server refused, as it is told on the page. */

import { Refused } from "./api";
import type { Notice } from "./bar";
import { t } from "./words";

/** Return what is told of a refusal, and whether somebody else wrote meanwhile; anything else is thrown on. */
export function refusal(reason: unknown): { notice: Notice; stale: boolean } {
  if (!(reason instanceof Refused)) throw reason;
  const stale = reason.status === 409;
  const lines = [...(reason.answer.told ?? []), ...(reason.answer.others ?? []), ...(stale ? [] : [reason.message])];
  return { notice: { kind: "bad", title: t(stale ? "stale" : "failed"), lines }, stale };
}
