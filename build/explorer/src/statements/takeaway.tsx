/** What a reader takes away: the rows found as files, the address of the view, and the same as SQL. */

import { useState } from "preact/hooks";
import { usable, type View } from "../address";
import { asSql } from "../as-sql";
import { copyFrom } from "../copying";
import { save } from "../csv";
import type { Item } from "../filters";
import { pageAddress, t } from "../page";
import { recordOf, statementsCsv } from "../records";
import type { Library } from "./find";

function Sql({ sql }: { sql: string }) {
  return (
    <div class="as-sql">
      <pre dir="ltr">
        <code>{sql}</code>
      </pre>
      <a class="button" href={pageAddress(`query.html?sql=${encodeURIComponent(sql)}`)}>
        {t("openInSql")}
      </a>
    </div>
  );
}

/** Buttons for the statements that a view finds. */
export function TakeAway({ library, found, view }: { library: Library; found: readonly Item[]; view: View }) {
  const [sqlShown, setSqlShown] = useState(false);
  const statements = found.map(({ statement }) => statement);
  const records = () => statements.map((statement) => recordOf(library.corpus, statement));
  const sql = asSql(usable(view));
  return (
    <section class="takeaway" aria-label={t("takeAway")}>
      <button
        type="button"
        class="button"
        disabled={found.length === 0}
        onClick={() => save("mawaqif-statements.csv", "text/csv", statementsCsv(library.corpus, statements))}
      >
        {t("asCsv")}
      </button>
      <button
        type="button"
        class="button"
        disabled={found.length === 0}
        onClick={() => save("mawaqif-statements.json", "application/json", `${JSON.stringify(records(), null, 1)}\n`)}
      >
        {t("asJson")}
      </button>
      <button type="button" class="button" onClick={(event) => copyFrom(event.currentTarget, location.href)}>
        {t("copyLink")}
      </button>
      {sql !== undefined && (
        <button type="button" class="button" aria-expanded={sqlShown} onClick={() => setSqlShown(!sqlShown)}>
          {t("asSql")}
        </button>
      )}
      {sql !== undefined && sqlShown && <Sql sql={sql} />}
    </section>
  );
}
