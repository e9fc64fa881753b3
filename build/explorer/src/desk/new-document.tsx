/** The row of a document whose text lies in the folder, and that the data set does not have. */

import { useState } from "preact/hooks";
import { ask, Refused } from "./api";
import type { Notice } from "./bar";
import { Field } from "./fields";
import type { Cells, Problem, Said, Start } from "./model";
import { t } from "./words";

export interface NewDocumentProps {
  readonly start: Start;
  readonly name: string;
  readonly tell: (notice: Notice | null) => void;
  readonly added: (said: Said) => void;
}

export function NewDocument({ start, name, tell, added }: NewDocumentProps) {
  const [cells, setCells] = useState<Cells>({});
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const add = async () => {
    try {
      const said = await ask<Said>("add-document", { document: name, version: start.version, cells });
      setProblems(said.problems);
      if (!said.written) return tell({ kind: "bad", title: t("nothingWritten"), lines: [] });
      tell({ kind: "good", title: t("written"), lines: said.told ?? [] });
      added(said);
    } catch (reason) {
      if (!(reason instanceof Refused)) throw reason;
      tell({ kind: "bad", title: t("failed"), lines: [reason.message, ...(reason.answer.told ?? [])] });
    }
  };
  return (
    <form
      class="sheets"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <h2>
        <bdi>{name}</bdi>
      </h2>
      <p class="hint">{t("addDocumentHint")}</p>
      {start.fields.map((field) => (
        <Field
          key={field.key}
          id={`document-${field.key}`}
          column={{
            key: field.key,
            label: field.label,
            note: field.note,
            list: -1,
            strict: true,
            given: false,
            ltr: false,
          }}
          choices={field.choices.map(([value, label]) => [value, label, ""] as const)}
          value={labelOf(field.choices, cells[field.key] ?? "")}
          findings={problems.filter((problem) => problem.column === field.key).map((problem) => problem.message)}
          onChange={(text) => setCells((before) => ({ ...before, [field.key]: chosenOf(field.choices, text) }))}
        />
      ))}
      <div class="buttons">
        <button type="submit" class="main">
          {t("addDocument")}
        </button>
      </div>
    </form>
  );
}

type Choices = readonly (readonly [string, string])[];

function labelOf(choices: Choices, value: string): string {
  return choices.find((choice) => choice[0] === value)?.[1] ?? value;
}

function chosenOf(choices: Choices, label: string): string {
  return choices.find((choice) => choice[1] === label)?.[0] ?? label;
}
