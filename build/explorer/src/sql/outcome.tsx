/** What became of a query: its result, its error, or that it still runs. */

import { t } from "../page";
import { ResultTable } from "./result";
import type { State } from "./session";

/** The outcome of the last query; `name` is that of its files. */
export function Outcome({ state, name }: { state: State; name: string }) {
  return (
    <div class="outcome" data-ended={state.ended} aria-busy={state.busy}>
      {state.error !== "" && (
        <div class="faults" role="alert">
          <p>{t(state.database ? "queryFailed" : "openingFailed")}</p>
          <pre dir="ltr">{state.error}</pre>
        </div>
      )}
      {state.error === "" && (state.busy || !state.result) && <p class="hint status">{state.status}</p>}
      {state.result && !state.busy && <ResultTable key={state.ended} result={state.result} name={name} />}
    </div>
  );
}
