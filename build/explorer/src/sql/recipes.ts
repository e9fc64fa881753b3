/** The cookbook, as it stands on the page. */

export interface Recipe {
  readonly name: string;
  readonly question: string;
  readonly subject: string;
  readonly sql: string;
}

/** Read the cookbook from the page. */
export function recipesOnPage(): Recipe[] {
  let subject = "";
  const recipes: Recipe[] = [];
  for (const element of document.querySelectorAll("main h3, details.recipe")) {
    if (element.tagName === "H3") subject = element.textContent ?? "";
    else {
      recipes.push({
        name: element.id,
        question: element.querySelector("summary")?.textContent?.trim() ?? element.id,
        subject,
        sql: element.querySelector("code.sql")?.textContent?.trim() ?? "",
      });
    }
  }
  return recipes;
}

/** What the address asks: a query of the cookbook, one of the reader's own, or none. */
export interface Asked {
  readonly recipe: string | null;
  readonly sql: string | null;
}

/** Read what an address asks. */
export function askedBy(search: string): Asked {
  const given = new URLSearchParams(search);
  return { recipe: given.get("query"), sql: given.get("sql") };
}

/** Write a query as the part of an address after the question mark: by its name, if it is one of the cookbook. */
export function addressOf(recipes: readonly Recipe[], sql: string): string {
  const recipe = recipes.find((known) => known.sql === sql.trim());
  return new URLSearchParams(recipe ? { query: recipe.name } : { sql }).toString();
}
