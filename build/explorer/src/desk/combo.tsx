/** A field that completes names, typed in either language and any spelling; it may hold several. */

import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import { fold } from "../fold";
import type { Choice } from "./model";
import { t } from "./words";

const MOST_SHOWN = 12;
const SEPARATOR = " | ";

export interface ComboProps {
  readonly id: string;
  readonly choices: readonly Choice[];
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

/** Return the choices that a text may mean: those that begin so come first. */
function matching(choices: readonly Choice[], text: string): Choice[] {
  const wanted = fold(text);
  const ranked = choices.flatMap((choice) => {
    const names = choice.map(fold);
    if (names.some((name) => name.startsWith(wanted))) return [{ choice, rank: 0 }];
    return names.some((name) => name.includes(wanted)) ? [{ choice, rank: 1 }] : [];
  });
  return ranked
    .sort((one, other) => one.rank - other.rank)
    .slice(0, MOST_SHOWN)
    .map((item) => item.choice);
}

interface ListProps {
  readonly id: string;
  readonly found: readonly Choice[];
  readonly at: number;
  readonly choose: (label: string) => void;
}

function Options({ id, found, at, choose }: ListProps) {
  return (
    <div role="listbox" id={`${id}-list`} class="options" aria-label={t("pick")}>
      {found.map(([value, label, other], number) => (
        <div
          key={value}
          id={`${id}-${number}`}
          role="option"
          tabIndex={-1}
          aria-selected={number === at}
          onPointerDown={(event) => {
            event.preventDefault();
            choose(label);
          }}
          ref={(element) => {
            if (number === at) element?.scrollIntoView({ block: "nearest" });
          }}
        >
          <bdi>{label}</bdi>
          {other && other !== label ? <bdi class="other">{other}</bdi> : null}
        </div>
      ))}
    </div>
  );
}

function Names({ names, onChange }: { names: readonly string[]; onChange: (value: string) => void }) {
  return (
    <ul class="names">
      {names.map((name) => (
        <li key={name}>
          <bdi>{name}</bdi>{" "}
          <button
            type="button"
            aria-label={t("removeName", { name })}
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
  readonly found: readonly Choice[];
  readonly open: boolean;
  readonly at: number;
  readonly take: (text: string) => void;
  readonly setAt: (at: number) => void;
  readonly setOpen: (open: boolean) => void;
}

/** The keys of a list that is typed into, as the practices for it have them. */
function onKey(event: KeyboardEvent, typing: Typing): void {
  const { found, open, at } = typing;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    typing.setOpen(true);
    const step = event.key === "ArrowDown" ? 1 : -1;
    typing.setAt(open ? (at + step + found.length) % Math.max(1, found.length) : 0);
  } else if (event.key === "Enter" && open && !event.ctrlKey && found[at]) {
    event.preventDefault();
    typing.take(found[at][1]);
  } else if (event.key === "Escape" && open) {
    event.stopPropagation();
    typing.setOpen(false);
  }
}

export function Combo({ id, choices, value, many, about, described, onChange }: ComboProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const text = typed ?? (many ? "" : value);
  // What stands in a field that nobody types into is no search: the whole list opens.
  const found = useMemo(() => matching(choices, typed ?? ""), [choices, typed]);
  const take = (label: string) => {
    onChange(many ? [...new Set([...parts(value), label])].join(SEPARATOR) : label);
    setTyped(null);
    setOpen(false);
  };
  const leave = () => {
    if (typed !== null && (typed.trim() || !many)) take(typed.trim());
    setTyped(null);
    setOpen(false);
  };
  const shown = open && found.length > 0;
  const active = shown ? found[at]?.[0] : choices.find((choice) => choice[1] === value)?.[0];
  return (
    <div class="combo">
      {many && parts(value).length ? <Names names={parts(value)} onChange={onChange} /> : null}
      <input
        id={id}
        role="combobox"
        type="text"
        dir="auto"
        autocomplete="off"
        aria-autocomplete="list"
        aria-expanded={shown}
        {...(shown ? { "aria-controls": `${id}-list`, "aria-activedescendant": `${id}-${at}` } : {})}
        placeholder={t("type")}
        value={text}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
          setOpen(true);
        }}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => setOpen(true)}
        onBlur={leave}
        onKeyDown={(event) => onKey(event, { found, open: shown, at, take, setAt, setOpen })}
        {...described}
      />
      {shown ? <Options id={id} found={found} at={at} choose={take} /> : null}
      {active && about ? <div class="about">{about(active)}</div> : null}
    </div>
  );
}
