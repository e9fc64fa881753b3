/** What a view shows, found in the background: until it is there, what was shown before stays. */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { usable, type View } from "../address";
import type { Item } from "../rows";
import { pause } from "../slices";
import { find, type Library } from "./find";
import { PAGE_SIZE, pageCount } from "./pager";

/** A view with what it finds. */
export interface Result {
  readonly library: Library;
  readonly view: View;
  /** What the search alone finds: facets count among these. */
  readonly searched: readonly Item[];
  readonly found: readonly Item[];
  /** How many statements are found: more than `found` has where only the first page is loaded. */
  readonly count: number;
}

/** The statements that a page of a view shows. */
export function pageOf({ found, count, view }: Result): readonly Item[] {
  const page = Math.min(view.page, pageCount(count));
  return found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
}

/**
 * Find what a view shows, with the summaries of its page.
 *
 * @param meanwhile what is done while the summaries are loaded.
 */
export async function resultOf(
  library: Library,
  view: View,
  meanwhile: (result: Result) => void = () => {},
): Promise<Result> {
  const findings = await find(library, usable(view));
  const result = { ...findings, library, view, count: library.start ? library.total : findings.found.length };
  const shown = pageOf(result).map(({ statement }) => statement);
  const answered = shown.flatMap(({ answers }) => library.byId.get(answers ?? "") ?? []);
  const filled = library.texts.fill([...shown, ...answered]);
  // Until they are asked for.
  await pause();
  meanwhile(result);
  await filled;
  return result;
}

/** The last answer to a question that is there, nothing before the first; what cannot be had is told by the statements. */
export function useAnswer<Answer>(ask: () => Promise<Answer>, inputs: readonly unknown[]): Answer | undefined {
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    let late = false;
    ask().then(
      (found) => {
        if (!late) setAnswer(() => found);
      },
      () => {},
    );
    return () => {
      late = true;
    };
  }, inputs);
  return answer;
}

/**
 * Keep the result of the view that is asked for.
 *
 * @param first what is shown at first.
 * @param make finds a result; called again when it or the view changes.
 * @returns the last result that is there, whether another is on its way, and what went wrong.
 */
export function useResult(first: Result, view: View, make: (view: View) => Promise<Result>) {
  const [result, setResult] = useState(first);
  const [waiting, setWaiting] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const asked = JSON.stringify(view);
  // What is shown at first is made already.
  const initial = useRef<unknown[]>([JSON.stringify(first.view), make]);
  // Before anything is painted, so that what must be fetched is asked for at once.
  useLayoutEffect(() => {
    const [before, by] = initial.current;
    initial.current = [];
    if (before === asked && by === make) return;
    let late = false;
    setWaiting(true);
    make(view)
      .then(
        (made) => {
          if (late) return;
          setResult(made);
          setFailure(undefined);
        },
        (reason: unknown) => {
          if (!late) setFailure(reason);
        },
      )
      .finally(() => {
        if (!late) setWaiting(false);
      });
    return () => {
      late = true;
    };
  }, [asked, make]);
  return { result, waiting, failure };
}
