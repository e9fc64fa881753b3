/** A field that completes names, typed in either language and any spelling; it may hold several. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { fold } from "../fold";
import type { Choice } from "./model";
import { t } from "./words";

const MOST_SHOWN = 12;
const SEPARATOR = " | ";
// The list has no chosen entry before somebody types or goes into it: Enter takes nothing that nobody chose.
const NOWHERE = -1;

/** How a name that no row has becomes that of a new row. */
export interface Creating {
  readonly title: string;
  /** Add the row, and return by what it is called until it is written. */
  readonly add: (name: string) => string;
}

export interface ComboProps {
  readonly id: string;
  readonly choices: readonly Choice[];
  /** New rows that are not written yet, by the mark that stands for each. */
  readonly fresh: readonly Choice[];
  readonly create?: Creating | undefined;
  readonly value: string;
  readonly many: boolean;
  readonly about?: ((value: string) => ComponentChildren) | undefined;
  readonly described: object;
  readonly onChange: (value: string) => void;
}

function parts(value: string): string[] {
  return value
    .split("|")
    .map((part) => part.trim())
    .filter(Boolean);
}

/** Return the choices that a text may mean, by name or by what tells them apart, as the number of an article: those that begin so come first. */
function matching(choices: readonly Choice[], text: string): Choice[] {
  const wanted = fold(text);
  const ranked = choices.flatMap((choice) => {
    const names = choice.map((name) => fold(name ?? ""));
    if (names.some((name) => name.startsWith(wanted))) return [{ choice, rank: 0 }];
    return names.some((name) => name.includes(wanted)) ? [{ choice, rank: 1 }] : [];
  });
  return ranked
    .sort((one, other) => one.rank - other.rank)
    .slice(0, MOST_SHOWN)
    .map((item) => item.choice);
}

/** What the list offers: a row, or to make one of what was typed. */
interface Offer {
  readonly key: string;
  readonly label: string;
  readonly other: string;
  readonly take: () => void;
}

interface ListProps {
  readonly id: string;
  readonly found: readonly Offer[];
  readonly at: number;
}

function Options({ id, found, at }: ListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.scrollIntoView({ block: "nearest" }), [found.length]);
  return (
    <div role="listbox" id={`${id}-list`} class="options" aria-label={t("pick")} ref={list}>
      {found.map(({ key, label, other, take }, number) => (
        <div
          key={key}
          id={`${id}-${number}`}
          role="option"
          tabIndex={-1}
          aria-selected={number === at}
          onPointerDown={(event) => {
            event.preventDefault();
            take();
          }}
          ref={(element) => {
            if (number === at) element?.scrollIntoView({ block: "nearest" });
          }}
        >
          <bdi>{label}</bdi>
          {other ? <bdi class="other">{other}</bdi> : null}
        </div>
      ))}
    </div>
  );
}

interface NamesProps {
  readonly names: readonly string[];
  readonly shown: (name: string) => string;
  readonly onChange: (value: string) => void;
}

function Names({ names, shown, onChange }: NamesProps) {
  return (
    <ul class="names">
      {names.map((name) => (
        <li key={name}>
          <bdi>{shown(name)}</bdi>{" "}
          <button
            type="button"
            aria-label={t("removeName", { name: shown(name) })}
            onClick={() => onChange(names.filter((other) => other !== name).join(SEPARATOR))}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}

interface Typing {
  readonly found: readonly Offer[];
  readonly open: boolean;
  readonly at: number;
  readonly setAt: (at: number) => void;
  readonly setOpen: (open: boolean) => void;
}

/** The keys of a list that is typed into, as the practices for it have them. */
function onKey(event: KeyboardEvent, typing: Typing): void {
  const { found, open, at } = typing;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    typing.setOpen(true);
    const last = found.length - 1;
    const next = event.key === "ArrowDown" ? (at < last ? at + 1 : 0) : at > 0 ? at - 1 : last;
    typing.setAt(open ? next : 0);
  } else if (event.key === "Enter" && open && !event.ctrlKey) {
    event.preventDefault();
    if (found[at]) found[at].take();
    else typing.setOpen(false);
  } else if (event.key === "Escape" && open) {
    event.stopPropagation();
    typing.setOpen(false);
  }
}

/** What the list offers for what is typed: new rows and those of the tables, and at its end to make one. */
function offersFor(props: ComboProps, typed: string | null, take: (value: string) => void): Offer[] {
  const { choices, fresh, create } = props;
  const marks = new Set(fresh.map(([mark]) => mark));
  // What stands in a field that nobody types into is no search: the whole list opens.
  const found = matching([...fresh, ...choices], typed ?? "").map(([value, label, other, note]) => ({
    key: value,
    label,
    other: [other === label ? "" : other, note].filter(Boolean).join(" · "),
    take: () => take(marks.has(value) ? value : label),
  }));
  const name = typed?.trim() ?? "";
  const known = [...fresh, ...choices].some(([, ...names]) =>
    names.slice(0, 2).some((one) => one && fold(one) === fold(name)),
  );
  if (!create || !name || known) return found;
  const label = t("createRow", { name, table: create.title });
  return [...found, { key: "+", label, other: "", take: () => take(create.add(name)) }];
}

export function Combo(props: ComboProps) {
  const { id, choices, fresh, value, many, about, described, onChange } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(NOWHERE);
  const shown = (name: string) => fresh.find(([mark]) => mark === name)?.[1] ?? name;
  const text = typed ?? (many ? "" : shown(value));
  const take = (name: string) => {
    onChange(many ? [...new Set([...parts(value), name])].join(SEPARATOR) : name);
    setTyped(null);
    setOpen(false);
  };
  const found = open ? offersFor(props, typed, take) : [];
  const leave = () => {
    if (typed !== null && (typed.trim() || !many)) take(typed.trim());
    setTyped(null);
    setOpen(false);
  };
  const listed = found.length > 0;
  const active = listed && found[at] ? found[at].key : choices.find((choice) => choice[1] === value)?.[0];
  return (
    <div class="combo">
      {many && parts(value).length ? <Names names={parts(value)} shown={shown} onChange={onChange} /> : null}
      <input
        id={id}
        role="combobox"
        type="text"
        dir="auto"
        autocomplete="off"
        aria-autocomplete="list"
        aria-expanded={listed}
        {...(listed ? { "aria-controls": `${id}-list` } : {})}
        {...(listed && found[at] ? { "aria-activedescendant": `${id}-${at}` } : {})}
        placeholder={t("type")}
        value={text}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(event.currentTarget.value.trim() ? 0 : NOWHERE);
          setOpen(true);
        }}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => {
          if (!open) setAt(NOWHERE);
          setOpen(true);
        }}
        onBlur={leave}
        onKeyDown={(event) => onKey(event, { found, open: listed, at, setAt, setOpen })}
        {...described}
      />
      {listed ? <Options id={id} found={found} at={at} /> : null}
      {open && !listed ? <p class="hint">{t("noMatch")}</p> : null}
      {active && about ? <div class="about">{about(active)}</div> : null}
    </div>
  );
}
