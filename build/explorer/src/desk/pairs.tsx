/** The links of a statement: topics with stances, provisions with positions, initiatives with relations. */

import type { ComponentChildren } from "preact";
import { Field, focusSoon } from "./fields";
import type { Form, Group, Pair } from "./form";
import { choicesOf, columnOf, type Doc, sheetOf } from "./model";
import { naming } from "./rows";
import { t, type Word } from "./words";

interface GroupWords {
  readonly group: Group;
  readonly title: Word;
  readonly other: Word;
  readonly value: Word;
  readonly add: Word;
  readonly columns: readonly [string, string];
  /** The table to which the form may add a row for it. */
  readonly table?: string;
}

export const GROUPS: readonly GroupWords[] = [
  {
    group: "topics",
    title: "topics",
    other: "topic",
    value: "stance",
    add: "addTopic",
    columns: ["topic_id_1", "stance_1"],
  },
  {
    group: "positions",
    title: "positions",
    other: "provision",
    value: "position",
    add: "addPosition",
    columns: ["provision_id_1", "position_1"],
    table: "provisions",
  },
  {
    group: "initiatives",
    title: "initiatives",
    other: "initiative",
    value: "relation",
    add: "addInitiative",
    columns: ["initiative_id_1", "relation_1"],
    table: "initiatives",
  },
];

export interface PairsProps {
  readonly doc: Doc;
  readonly form: Form;
  readonly words: GroupWords;
  readonly findings: (field: string) => readonly string[];
  readonly change: (made: (form: Form) => void) => void;
}

/** Proposition and boundary of a topic, while it is chosen. */
export function aboutTopic(doc: Doc, topic: string): ComponentChildren {
  const row = sheetOf(doc, "topics")?.rows.find((item) => item.cells.topic_id === topic);
  if (!row) return null;
  return about(row.cells.proposition_en ?? row.cells.proposition_ar, row.cells.boundary);
}

export function about(proposition: string | undefined, boundary: string | undefined): ComponentChildren {
  return (
    <>
      <p dir="auto">{proposition}</p>
      {boundary ? (
        <p dir="auto">
          <strong>{t("boundary")}</strong>: {boundary}
        </p>
      ) : null}
    </>
  );
}

function OnePair({ props, pair, at }: { props: PairsProps; pair: Pair; at: number }) {
  const { doc, words, findings, change } = props;
  const [other, value] = words.columns.map((key) => columnOf(doc, "lines", key));
  const whose = columnOf(doc, "lines", "position_actors_1");
  if (!other || !value) return null;
  const set = (more: Partial<Pair>) =>
    change((form) => {
      form[words.group] = form[words.group].map((item, number) => (number === at ? { ...item, ...more } : item));
    });
  const [otherKey, valueKey] = words.columns.map((key) => key.replace(/_1$/, ""));
  const number = at + 1;
  const remove = () => {
    change((form) => {
      form[words.group] = form[words.group].filter((_, place) => place !== at);
    });
    focusSoon(() => document.querySelector<HTMLElement>(`[data-add=${words.group}]`));
  };
  return (
    <div class="pair columns">
      <Field
        id={`${words.group}-${at}-other`}
        column={{ ...other, note: "" }}
        label={t(words.other, { number })}
        {...naming(props, other)}
        choices={choicesOf(doc, other)}
        value={pair.other}
        findings={findings(`${words.group}.${at}.${otherKey}`)}
        about={words.group === "topics" ? (topic) => aboutTopic(doc, topic) : undefined}
        onChange={(text) => set({ other: text })}
      />
      <Field
        id={`${words.group}-${at}-value`}
        column={{ ...value, note: "" }}
        label={t(words.value, { number })}
        choices={choicesOf(doc, value)}
        value={pair.value}
        findings={findings(`${words.group}.${at}.${valueKey}`)}
        onChange={(text) => set({ value: text })}
      />
      {words.group === "positions" && whose ? (
        <Field
          id={`${words.group}-${at}-actors`}
          column={whose}
          label={t("positionActors", { number })}
          {...naming(props, whose)}
          choices={choicesOf(doc, whose)}
          value={pair.actors ?? ""}
          many
          findings={findings(`positions.${at}.actors`)}
          onChange={(text) => set({ actors: text })}
        />
      ) : null}
      <button type="button" onClick={remove}>
        {t("removeNumber", { number })}
      </button>
    </div>
  );
}

export function Pairs(props: PairsProps & { children?: ComponentChildren }) {
  const { form, words, change } = props;
  const pairs = form[words.group];
  const add = () => {
    const at = pairs.length;
    change((made) => {
      made[words.group] = [...made[words.group], { other: "", value: "" }];
    });
    focusSoon(() => document.getElementById(`${words.group}-${at}-other`));
  };
  return (
    <fieldset class="group">
      <legend>{t(words.title)}</legend>
      {pairs.map((pair, at) => (
        <OnePair key={at} props={props} pair={pair} at={at} />
      ))}
      <button type="button" data-add={words.group} onClick={add}>
        {t(words.add)}
      </button>
      {props.children}
    </fieldset>
  );
}
