/** The query page: the cookbook can be run, and anything else asked, in the page itself. */

import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { root, swap, t } from "../page";
import { onAddress, setQuery } from "../store";
import { Editor } from "./editor";
import { Limits } from "./limits";
import { Outcome } from "./outcome";
import { addressOf, askedBy, type Recipe, recipesOnPage } from "./recipes";
import { Schema } from "./schema";
import { type Queries, useQueries } from "./session";

interface PaneProps {
  readonly recipes: readonly Recipe[];
  readonly bytes: number;
}

/** What the pane asks and says, kept in step with the address. */
interface Asking {
  readonly sql: string;
  /** What is said of the query, if it comes from the address. */
  readonly note: string;
  readonly write: (sql: string) => void;
  /** Run a query and put it into the address. */
  readonly ask: (sql: string) => void;
}

/** Follow the address: a named query is run at once, a typed one is shown and waits. */
function useAsking(recipes: readonly Recipe[], { open, run }: Queries): Asking {
  const [{ sql, note }, show] = useState({ sql: "", note: "" });
  // What the pane itself put into the address is no news.
  const own = useRef("");
  const answer = (text: string) => {
    show({ sql: text, note: "" });
    run(text);
  };
  const wait = (text: string, said: string) => {
    show({ sql: text, note: said });
    open();
  };
  useEffect(() => {
    const follow = () => {
      const { recipe: name, sql: typed } = askedBy(location.search);
      const recipe = recipes.find((known) => known.name === name);
      if (recipe) answer(recipe.sql);
      else if (name !== null) wait("", t("unknownRecipe", { value: name }));
      else if (typed !== null && typed !== own.current) wait(typed, t("fromAddress"));
    };
    follow();
    return onAddress(follow);
  }, []);
  const ask = (text: string) => {
    own.current = text;
    const before = location.search;
    setQuery(addressOf(recipes, text));
    // A named query runs when the address changes to it.
    if (location.search === before || askedBy(location.search).recipe === null) answer(text);
  };
  return { sql, note, write: (text) => show({ sql: text, note: "" }), ask };
}

function Pane({ recipes, bytes }: PaneProps) {
  const queries = useQueries(root);
  const { sql, note, write, ask } = useAsking(recipes, queries);
  const { state, open, stop } = queries;
  if (!state.opened) return <Limits bytes={bytes} onOpen={open} />;
  const name = askedBy(location.search).recipe ?? "mawaqif-query";
  return (
    <>
      <Limits bytes={bytes} />
      <Editor recipes={recipes} sql={sql} note={note} busy={state.busy} onSql={write} onRun={ask} onStop={stop} />
      {state.database && <Schema database={state.database} />}
      <Outcome state={state} name={name} />
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
