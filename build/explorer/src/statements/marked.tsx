/** Text with the words that a search found marked in it. */

import { useMemo } from "preact/hooks";
import { markedPieces } from "../marking";
import { parseQuery } from "../query";

/** A text; what a search asks for is marked. */
export function Marked({ text, q }: { text: string; q: string }) {
  const pieces = useMemo(() => markedPieces(text, parseQuery(q)), [text, q]);
  return <>{pieces.map((piece) => (piece.found ? <mark>{piece.text}</mark> : piece.text))}</>;
}
