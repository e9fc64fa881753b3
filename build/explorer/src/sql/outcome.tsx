/** What became of a query: its result, its error, or that it still runs. */

import { t } from "../page";
import { ResultTable } from "./result";
import type { State } from "./session";

/** The outcome of the last query; `name` is that of its files. */
export function Outcome({ state, name }: { state: State; name: string }) {
  if (state.error !== "") {
    return (
      <div class="faults" role="alert">
        <p>{t("queryFailed")}</p>
        <pre dir="ltr">{state.error}</pre>
      </div>
    );
  }
  return (
    <>
      {(state.busy || !state.result) && <p class="hint status">{state.status}</p>}
      {state.result && !state.busy && <ResultTable result={state.result} name={name} />}
    </>
  );
}
