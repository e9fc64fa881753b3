/** The desk: a document and its rows side by side, for coding, second coding, settling and reading. */

import { render } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { ask, Refused } from "./api";
import { Bar, type Notice, Told, type View } from "./bar";
import { CodeView } from "./code-view";
import type { Doc, Said, Sheets, Start } from "./model";
import { NewDocument } from "./new-document";
import { type Reading, ReadingView } from "./reading-view";
import { SheetsView } from "./sheets-view";
import { t } from "./words";

const FIRST: Readonly<Record<View, string>> = { code: "document", settle: "settle", read: "reading", second: "blind" };

interface Loaded {
  readonly code?: Doc;
  readonly settle?: Sheets;
  readonly read?: Reading;
  readonly second?: Sheets;
}

function remember(name: string, view: View): void {
  const address = new URL(location.href);
  address.searchParams.set("document", name);
  address.searchParams.set("view", view);
  history.replaceState(null, "", address);
}

function alsoTold(before: Notice | null, said: string): Notice {
  if (before?.kind === "good") return { ...before, lines: [...before.lines, said] };
  return { kind: "bad", title: t("failed"), lines: [said] };
}

/** What tells whether a question is still the latest: who goes on to another view is not led back by an answer that comes late. */
function useLatest(): () => () => boolean {
  const latest = useRef(0);
  return useCallback(() => {
    latest.current += 1;
    const turn = latest.current;
    return () => turn === latest.current;
  }, []);
}

function useDesk(second: boolean) {
  const asked = new URLSearchParams(location.search);
  const [start, setStart] = useState<Start | null>(null);
  const [current, setCurrent] = useState("");
  const named = asked.get("view");
  const [view, setView] = useState<View>(second ? "second" : named === "settle" || named === "read" ? named : "code");
  const [loaded, setLoaded] = useState<Loaded>({});
  const [notice, tell] = useState<Notice | null>(null);
  const [steps, setSteps] = useState(0);
  const begin = useCallback(async () => {
    const found = await ask<Start>("start", {});
    setStart(found);
    setSteps(found.steps);
    return found;
  }, []);
  const asking = useLatest();
  const load = useCallback(
    async (name = current, which = view) => {
      const isLatest = asking();
      try {
        const answer = await ask<Doc>(FIRST[which], { document: name });
        if (isLatest()) setLoaded({ [which]: answer });
        return answer;
      } catch (reason) {
        if (isLatest()) setLoaded({});
        // After a step that was written, there may be nothing left to show: that is told below it.
        if (reason instanceof Refused && isLatest()) tell((before) => alsoTold(before, reason.message));
        throw reason;
      }
    },
    [current, view],
  );
  return {
    asked,
    start,
    current,
    setCurrent,
    view,
    setView,
    loaded,
    setLoaded,
    notice,
    tell,
    steps,
    setSteps,
    begin,
    load,
  };
}

type Held = ReturnType<typeof useDesk>;

function useOpening(held: Held) {
  const { start, setCurrent, setView, setLoaded, load, tell, view, begin, asked } = held;
  const open = useCallback(
    async (name: string, which: View) => {
      setCurrent(name);
      setView(which);
      setLoaded({});
      tell(null);
      remember(name, which);
      const isNew = !name || start?.documents.find((item) => item.id === name)?.new;
      // What went wrong is told on the page.
      if (!isNew) await load(name, which).catch(() => undefined);
    },
    [start, load, setCurrent, setView, setLoaded, tell],
  );
  useEffect(() => {
    begin().then((found) => {
      const wanted = found.documents.find((item) => item.id === asked.get("document") && !item.problem);
      const only = found.documents.length === 1 ? found.documents[0] : undefined;
      const name = wanted ?? only;
      if (name && !name.problem) {
        setCurrent(name.id);
        if (!name.new) load(name.id, view).catch(() => undefined);
      }
      document.documentElement.dataset.desk = "ready";
    });
  }, []);
  return open;
}

function useUndo(held: Held) {
  const { loaded, view, load, tell, setSteps } = held;
  return async () => {
    const shown = loaded[view];
    if (!shown) return;
    try {
      const said = await ask<Said>("undo", { version: shown.version });
      setSteps(said.steps ?? 0);
      tell({ kind: "good", title: t("undone"), lines: said.told ?? [] });
    } catch (reason) {
      if (!(reason instanceof Refused)) throw reason;
      tell({ kind: "bad", title: t("failed"), lines: [reason.message, ...(reason.answer.told ?? [])] });
    }
    await load();
  };
}

function Documents({ start, open }: { start: Start | null; open: (name: string) => void }) {
  return (
    <section class="empty" aria-label={t("document")}>
      <h2>{t("choose")}</h2>
      <ul class="documents">
        {(start?.documents ?? []).map((item) => (
          <li key={item.id}>
            <button type="button" disabled={Boolean(item.problem)} onClick={() => open(item.id)}>
              <bdi>{item.new ? t("newDocument", { name: item.title }) : item.title}</bdi>
            </button>{" "}
            <bdi class="quiet small">{item.problem}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Shown({
  held,
  open,
  cursor,
  setCursor,
  nextLeft,
}: {
  held: Held;
  open: (name: string, which: View) => void;
  cursor: number;
  setCursor: (at: number) => void;
  nextLeft: () => void;
}) {
  const { start, current, view, loaded, tell, load, setSteps, begin } = held;
  const wrote = (said: Said) => setSteps(said.steps ?? 0);
  const shared = { load, tell, wrote };
  const item = start?.documents.find((one) => one.id === current);
  if (start && !start.documents.length) return <p class="empty">{t("noDocuments")}</p>;
  if (start && item?.new) {
    const added = (said: Said) => {
      wrote(said);
      begin().then(() => load(current, "code"));
    };
    return <NewDocument {...{ start, tell, added }} name={current} />;
  }
  if (view === "code" && loaded.code) {
    return <CodeView {...shared} doc={loaded.code} {...{ cursor, setCursor, nextLeft }} key={loaded.code.document} />;
  }
  if (view === "settle" && loaded.settle) {
    const names = { check: "check-settled", save: "write-settled", saveWord: t("writeSettled") };
    return <SheetsView {...shared} {...names} book={loaded.settle} />;
  }
  if (view === "read" && loaded.read) return <ReadingView {...shared} reading={loaded.read} />;
  if (view === "second" && loaded.second) {
    const names = { check: "check-blind", save: "write-blind", saveWord: t("keep") };
    return <SheetsView {...shared} {...names} book={loaded.second} />;
  }
  return current ? null : <Documents start={start} open={(name) => open(name, view)} />;
}

function Desk({ second }: { second: boolean }) {
  const held = useDesk(second);
  const open = useOpening(held);
  const undo = useUndo(held);
  const { start, current, view, loaded, notice, tell, steps } = held;
  const [cursor, setCursor] = useState(-1);
  const nextLeft = () => {
    const doc = loaded.code;
    const from = doc?.units[cursor]?.[3] ?? -1;
    const left = doc?.coverage.left ?? [];
    const next = left.find((item) => item[1] >= from) ?? left[0];
    const units = doc?.units ?? [];
    const at = units.findIndex((unit) => next && unit[2] < next[2] && unit[3] > next[1]);
    if (at >= 0) setCursor(at);
    document.querySelector<HTMLElement>(".text")?.focus({ preventScroll: true });
  };
  const views: readonly View[] = second ? ["second"] : ["code", "settle", "read"];
  return (
    <>
      <Bar
        {...{ start, current, view, views, steps, undo, nextLeft }}
        coverage={loaded.code?.coverage ?? null}
        setCurrent={(name) => open(name, view)}
        setView={(which) => open(current, which)}
      />
      <Told notice={notice} close={() => tell(null)} />
      <main>
        {view === "code" && loaded.code ? <p class="hint text-hint">{t("textHint")}</p> : null}
        <Shown {...{ held, open, cursor, setCursor, nextLeft }} />
      </main>
    </>
  );
}

const place = document.getElementById("desk");
if (place) render(<Desk second={place.dataset.mode === "second"} />, place);
