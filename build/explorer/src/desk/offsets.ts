/** Offsets of the tables count characters; those of a browser count halves of some. */

/** Slices a text by the offsets of the tables. */
export class Characters {
  readonly text: string;
  readonly length: number;
  private readonly pairs: readonly number[];

  constructor(text: string) {
    this.text = text;
    const pairs: number[] = [];
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code >= 0xd800 && code < 0xdc00) pairs.push(at);
    }
    // Offset, in characters, of each character that takes two places.
    this.pairs = pairs.map((at, before) => at - before);
    this.length = text.length - pairs.length;
  }

  slice(start: number, end: number): string {
    return this.text.slice(this.places(start), this.places(end));
  }

  private places(offset: number): number {
    let more = 0;
    while (more < this.pairs.length && (this.pairs[more] ?? 0) < offset) more++;
    return offset + more;
  }
}

/** Count the characters of a text as the tables do. */
export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Return the offset of a point in the text; null where it lies outside. */
export function offsetOf(node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const line = element?.closest<HTMLElement>("[data-start]");
  if (!line) return null;
  const range = document.createRange();
  range.setStart(line, 0);
  range.setEnd(node, offset);
  return Number(line.dataset.start) + characters(range.toString());
}

const WORD = /[\p{L}\p{M}\p{Nd}]+/gu;

/** Move an edge of a stretch by one word: the start to a start of a word, the end to an end. */
export function movedEdge(whole: Characters, offset: number, edge: "start" | "end", step: -1 | 1): number {
  const from = Math.max(0, offset - 200);
  const around = whole.slice(from, Math.min(whole.length, offset + 200));
  const edges = [...around.matchAll(WORD)].map((found) => {
    const at = found.index + (edge === "end" ? found[0].length : 0);
    return from + characters(around.slice(0, at));
  });
  const beyond = edges.filter((at) => (step < 0 ? at < offset : at > offset));
  return (step < 0 ? beyond.at(-1) : beyond[0]) ?? offset;
}
