/** The editor of the SQL pane. */

import { t } from "../page";
import type { Recipe } from "./recipes";

interface EditorProps {
  readonly recipes: readonly Recipe[];
  readonly sql: string;
  readonly note: string;
  readonly busy: boolean;
  readonly onSql: (sql: string) => void;
  readonly onRun: (sql: string) => void;
  readonly onStop: () => void;
}

function CookbookChoice({ recipes, sql, onRun }: Pick<EditorProps, "recipes" | "sql" | "onRun">) {
  const subjects = [...new Set(recipes.map(({ subject }) => subject))];
  const current = recipes.find((recipe) => recipe.sql === sql.trim())?.name ?? "";
  return (
    <label>
      {t("cookbook")}{" "}
      <select
        value={current}
        onChange={(event) => {
          const recipe = recipes.find(({ name }) => name === event.currentTarget.value);
          if (recipe) onRun(recipe.sql);
        }}
      >
        <option value="">{t("ownQuery")}</option>
        {subjects.map((subject) => (
          <optgroup key={subject} label={subject}>
            {recipes
              .filter((recipe) => recipe.subject === subject)
              .map(({ name, question }) => (
                <option key={name} value={name}>
                  {question}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

/** A box for a query, with the cookbook at hand. */
export function Editor({ recipes, sql, note, busy, onSql, onRun, onStop }: EditorProps) {
  return (
    <div class="editor">
      <CookbookChoice recipes={recipes} sql={sql} onRun={onRun} />
      {note !== "" && (
        <p class="faults" role="alert">
          {note}
        </p>
      )}
      <label>
        {t("sqlEditor")}
        <textarea
          id="sql"
          dir="ltr"
          rows={10}
          spellcheck={false}
          autocomplete="off"
          aria-describedby="run-hint"
          value={sql}
          onInput={(event) => onSql(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            onRun(event.currentTarget.value);
          }}
        />
      </label>
      <p class="toolbar">
        <button type="button" class="button" disabled={busy} onClick={() => onRun(sql)}>
          {t("run")}
        </button>
        <button type="button" class="button" disabled={!busy} onClick={onStop}>
          {t("stop")}
        </button>
        <span class="hint" id="run-hint">
          {t("runHint")}
        </span>
      </p>
    </div>
  );
}
