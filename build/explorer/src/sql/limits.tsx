/** What the SQL pane does and does not do, said before it is opened. */

import { t } from "../page";
import { ENGINE, MEMORY, MOST_ROWS, MOST_SHOWN } from "./bounds";

/** What to expect; with a button while the pane is closed. */
export function Limits({ bytes, onOpen }: { bytes: number; onOpen?: () => void }) {
  return (
    <div class="limits">
      <p>
        {t("sqlPrivate")} {t("sqlLimits", { memory: MEMORY, rows: MOST_ROWS, shown: MOST_SHOWN })}
      </p>
      {onOpen && (
        <>
          <p>{t("sqlSize", { engine: ENGINE, data: Math.round(bytes / 100_000) / 10 })}</p>
          <p>
            <button type="button" class="button" onClick={onOpen}>
              {t("openSql")}
            </button>
          </p>
        </>
      )}
    </div>
  );
}
