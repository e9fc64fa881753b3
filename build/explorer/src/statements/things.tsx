/** What a search finds beside statements, grouped above them: each a link to its page. */

import { useState } from "preact/hooks";
import { language, pageAddress, t } from "../page";
import { type Group, ThingIndex } from "../things";
import type { Opener } from "./find";
import { useAnswer } from "./results";

/** More of a kind wait behind a button. */
const MOST_SHOWN = 5;

function GroupOf({ group: { word, things } }: { group: Group }) {
  const [all, setAll] = useState(false);
  return (
    <>
      <dt>{t(word)}</dt>
      <dd>
        <ul class="inline">
          {(all ? things : things.slice(0, MOST_SHOWN)).map(({ name, path }) => (
            <li key={path}>
              <a href={pageAddress(path)}>
                <bdi>{name}</bdi>
              </a>
            </li>
          ))}
          {!all && things.length > MOST_SHOWN && (
            <li>
              <button type="button" class="link" onClick={() => setAll(true)}>
                {t("thingsMore", { count: things.length })}
              </button>
            </li>
          )}
        </ul>
      </dd>
    </>
  );
}

const indexes = new WeakMap<Opener, Promise<ThingIndex>>();

/** The names of all things, loaded once. */
export function thingsOf(opener: Opener): Promise<ThingIndex> {
  let index = indexes.get(opener);
  if (!index) {
    index = opener.all().then(async ({ corpus, search }) => {
      // Statements are looked for first.
      await search.warm();
      return ThingIndex.load(corpus, opener.files);
    });
    index.catch(() => indexes.delete(opener));
    indexes.set(opener, index);
  }
  return index;
}

/** Things whose names a search finds; nothing where nothing is searched for. */
export function Things({ opener, q }: { opener: Opener; q: string }) {
  const find = async () => (q.trim() === "" ? [] : (await thingsOf(opener)).find(q, language));
  const groups = useAnswer<readonly Group[]>(find, [opener, q]) ?? [];
  if (groups.length === 0) return null;
  return (
    <section class="things" aria-label={t("thingsFound")}>
      <dl class="facts">
        {groups.map((group) => (
          <GroupOf key={`${group.word} ${q}`} group={group} />
        ))}
      </dl>
    </section>
  );
}
