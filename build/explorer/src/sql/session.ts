/** A session of queries: the database is opened once, one query runs at a time, and the last outcome is kept. */

import { useRef, useState } from "preact/hooks";
import { announce, t } from "../page";
import type { Database, Result } from "./database";

/** What the pane shows. */
export interface State {
  /** Whether the reader, or the address, asked for the pane. */
  readonly opened: boolean;
  readonly busy: boolean;
  readonly database: Database | undefined;
  readonly result: Result | undefined;
  /** How many queries have ended, well or not. */
  readonly ended: number;
  /** What went wrong, in words. */
  readonly error: string;
  /** What is going on, in words. */
  readonly status: string;
}

const CLOSED: State = {
  opened: false,
  busy: false,
  database: undefined,
  result: undefined,
  ended: 0,
  error: "",
  status: "",
};

const messageOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));

export interface Queries {
  readonly state: State;
  readonly open: () => void;
  readonly run: (sql: string) => void;
  readonly stop: () => void;
}

/** Keep a session in a component. */
export function useQueries(root: string): Queries {
  const [state, setState] = useState(CLOSED);
  const opening = useRef<Promise<Database> | undefined>(undefined);
  const latest = useRef(0);
  const change = (part: Partial<State>) => {
    setState((before) => ({ ...before, ...part, ended: before.ended + Number("result" in part) }));
    if (part.status) announce(part.status);
  };
  const database = (): Promise<Database> => {
    change({ opened: true, error: "", ...(opening.current ? {} : { busy: true, status: t("sqlLoading") }) });
    opening.current ??= import("./database").then(({ Database }) => Database.open(root));
    // What failed may be tried again.
    opening.current.catch(() => {
      opening.current = undefined;
    });
    return opening.current;
  };
  const attempt = async (work: (opened: Database) => Promise<Partial<State>>) => {
    const turn = ++latest.current;
    try {
      const opened = await database();
      // Also where the query then fails: what the database holds is there to be read.
      change({ database: opened });
      const part = await work(opened);
      if (turn === latest.current) change({ database: opened, busy: false, ...part });
    } catch (reason) {
      if (turn === latest.current) change({ busy: false, status: "", result: undefined, error: messageOf(reason) });
    }
  };
  return {
    state,
    open: () => void attempt(async () => ({ status: t("sqlReady") })),
    run: (sql) =>
      void attempt(async (opened) => {
        if (sql.trim() === "") return { status: "", error: t("emptyQuery"), result: undefined };
        change({ busy: true, status: t("running"), error: "" });
        const result = await opened.run(sql);
        return { result, status: t("resultRows", { count: result.rows.length, milliseconds: result.milliseconds }) };
      }),
    stop: () =>
      void attempt(async (opened) => {
        await opened.stop();
        return { status: t("stopped"), result: undefined };
      }),
  };
}
