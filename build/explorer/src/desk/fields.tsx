/** The fields of a form: each with its label, its hint and what the checks say of it. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Combo, type Creating } from "./combo";
import type { Choice, Column } from "./model";
import { t } from "./words";

export interface FieldProps {
  readonly id: string;
  readonly column: Column;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly findings: readonly string[];
  readonly label?: string;
  readonly many?: boolean;
  readonly long?: boolean;
  readonly about?: ((value: string) => ComponentChildren) | undefined;
  readonly fresh?: readonly Choice[] | undefined;
  readonly create?: Creating | undefined;
  readonly onChange: (value: string) => void;
}

const NONE: readonly Choice[] = [];

/** Go to an element that is only about to be shown. */
export function focusSoon(find: () => HTMLElement | null | undefined): void {
  setTimeout(() => {
    const found = find();
    found?.focus();
    found?.scrollIntoView({ block: "center" });
  });
}

/** What the checks say of a field; quieter until somebody was there. */
export function Findings({ id, found, quiet }: { id: string; found: readonly string[]; quiet: boolean }) {
  if (!found.length) return null;
  return (
    <ul id={`${id}-found`} class={quiet ? "found quiet" : "found"} tabIndex={-1}>
      {found.map((message) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  );
}

function Pick({ id, choices, value, described, onChange }: FieldProps & { described: object }) {
  const known = choices.some((choice) => choice[1] === value);
  return (
    <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)} {...described}>
      <option value="">{t("pick")}</option>
      {!known && value ? <option value={value}>{value}</option> : null}
      {choices.map(([key, label, other]) => (
        <option key={key} value={label}>
          {other ? `${label} · ${other}` : label}
        </option>
      ))}
    </select>
  );
}

function direction(column: Column): "ltr" | "rtl" | "auto" {
  if (/_en(_\d+)?$/.test(column.key) || column.ltr) return "ltr";
  return /_ar$/.test(column.key) ? "rtl" : "auto";
}

function Control(props: FieldProps & { described: object }) {
  const { id, column, choices, value, onChange, described } = props;
  if (choices.length && column.strict) return <Pick {...props} />;
  if (choices.length || props.create) {
    return (
      <Combo
        id={id}
        choices={choices}
        value={value}
        many={props.many ?? false}
        about={props.about}
        fresh={props.fresh ?? NONE}
        create={props.create}
        described={described}
        onChange={onChange}
      />
    );
  }
  const shared = { id, value, dir: direction(column), ...described };
  if (props.long) {
    return <textarea rows={3} onInput={(event) => onChange(event.currentTarget.value)} {...shared} />;
  }
  return <input type="text" onInput={(event) => onChange(event.currentTarget.value)} {...shared} />;
}

export function Field(props: FieldProps) {
  const [touched, setTouched] = useState(false);
  const { id, column, findings } = props;
  const quiet = !touched && !props.value;
  // What was chosen is explained in the place of what may be chosen.
  const hint = props.choices.find((choice) => choice[1] === props.value)?.[3] || column.note;
  const described = [findings.length ? `${id}-found` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ");
  const attributes = {
    "aria-invalid": findings.length > 0 && !quiet,
    ...(described ? { "aria-describedby": described } : {}),
  };
  return (
    <div class="field" onFocusOut={() => setTouched(true)}>
      <label for={id}>
        {props.label ?? column.label}
        {column.required ? <span class="needed"> {t("needed")}</span> : null}
      </label>
      <Control {...props} described={attributes} />
      {hint ? (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      ) : null}
      <Findings id={id} found={findings} quiet={quiet} />
    </div>
  );
}
