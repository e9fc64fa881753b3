/** The query page: the cookbook can be run, and anything else asked, in the page itself. */

import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { root, swap, t } from "../page";
import { onAddress, setQuery } from "../store";
import { Editor } from "./editor";
import { Limits } from "./limits";
import { Outcome } from "./outcome";
import { addressOf, askedBy, type Recipe, recipesOnPage } from "./recipes";
import { Schema } from "./schema";
import { useQueries } from "./session";

interface PaneProps {
  readonly recipes: readonly Recipe[];
  readonly bytes: number;
}

/** Follow the address: a named query is run at once, a typed one is shown and waits. */
function useAddressed(
  recipes: readonly Recipe[],
  show: (sql: string, note: string) => void,
  run: (sql: string) => void,
): void {
  useEffect(() => {
    const follow = () => {
      const { recipe: name, sql } = askedBy(location.search);
      const recipe = recipes.find((known) => known.name === name);
      if (recipe) run(recipe.sql);
      else if (name !== null) show("", t("unknownRecipe", { value: name }));
      else if (sql !== null) show(sql, t("fromAddress"));
    };
    follow();
    return onAddress(follow);
  }, []);
}

function Pane({ recipes, bytes }: PaneProps) {
  const [sql, setSql] = useState("");
  const [note, setNote] = useState("");
  const { state, open, run, stop } = useQueries(root);
  useAddressed(
    recipes,
    (text, said) => {
      setSql(text);
      setNote(said);
      open();
    },
    (text) => {
      setSql(text);
      setNote("");
      run(text);
    },
  );
  const ask = (text: string) => {
    setSql(text);
    setNote("");
    const before = location.search;
    setQuery(addressOf(recipes, text));
    // A change of the address runs a named query by itself.
    if (location.search === before || askedBy(location.search).sql !== null) run(text);
  };
  if (!state.opened) return <Limits bytes={bytes} onOpen={open} />;
  const name = askedBy(location.search).recipe ?? "mawaqif-query";
  return (
    <>
      <Limits bytes={bytes} />
      <Editor recipes={recipes} sql={sql} note={note} busy={state.busy} onSql={setSql} onRun={ask} onStop={stop} />
      <Outcome state={state} name={name} />
      {state.database && <Schema database={state.database} />}
    </>
  );
}

/** Give each query of the cookbook a button that runs it. */
function addRunButtons(place: Element, recipes: readonly Recipe[]): void {
  for (const recipe of recipes) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = t("runHere");
    button.addEventListener("click", () => {
      setQuery(new URLSearchParams({ query: recipe.name }).toString());
      place.scrollIntoView({ block: "start" });
    });
    document.getElementById(recipe.name)?.append(button);
  }
}

/** Put the SQL pane onto the page; DuckDB is loaded when it is first needed. */
export function enhanceQueries(place: Element): void {
  const recipes = recipesOnPage();
  const bytes = Number((place as HTMLElement).dataset.duckdbBytes ?? 0);
  render(<Pane recipes={recipes} bytes={bytes} />, place);
  addRunButtons(place, recipes);
  swap(place, null);
}
