/** The bounds of time: from and to, each a year, a month or a day. */

import { useState } from "preact/hooks";
import { isDate, type View } from "../address";
import { t } from "../page";
import { navigate } from "../store";

function Bound({ view, bound }: { view: View; bound: "from" | "to" }) {
  const value = view[bound];
  const wrong = value !== "" && !isDate(value);
  return (
    <label>
      {t(bound)}
      <input
        type="text"
        dir="ltr"
        size={10}
        inputMode="numeric"
        autocomplete="off"
        aria-describedby="date-hint"
        aria-invalid={wrong}
        value={value}
        onChange={(event) => navigate({ ...view, [bound]: event.currentTarget.value.trim(), page: 1 })}
      />
    </label>
  );
}

/** The two bounds, with a word on what to write. */
export function Dates({ view }: { view: View }) {
  const [opened] = useState(view.from !== "" || view.to !== "");
  return (
    <details class="facet" open={opened}>
      <summary>{t("date")}</summary>
      <fieldset>
        <legend class="unseen">{t("date")}</legend>
        <div class="bounds">
          <Bound view={view} bound="from" />
          <Bound view={view} bound="to" />
        </div>
        <p class="hint" id="date-hint">
          {t("dateHint")}
        </p>
      </fieldset>
    </details>
  );
}
