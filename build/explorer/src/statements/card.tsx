/** A statement in the list of results. */

import { Fragment } from "preact";
import { choosing, EVERYTHING, formatView, type View } from "../address";
import type { Position, Statement } from "../data";
import { OwnWords } from "../hydrating/own-words";
import { language, pageAddress, readDate, t } from "../page";
import type { Item } from "../rows";
import type { Library } from "./find";
import { Marked } from "./marked";
import { here, StanceChip } from "./names";

/** The role that needs no word. */
const SPEAKER = "speaker";

/** The page of a statement. */
export const statementAddress = (id: string): string => pageAddress(`statements/${encodeURIComponent(id)}.html`);

/** The page of an actor, an event or another item that has one. */
export const itemAddress = (folder: string, id: string): string =>
  pageAddress(`${folder}/${encodeURIComponent(id)}.html`);

/** The view that shows all statements with a stance on a topic. */
export function stanceAddress(topic: string, stance: string): string {
  return `?${formatView(choosing(choosing(EVERYTHING, "topic", [topic]), "stance", [stance]))}`;
}

const COMMA = language === "ar" ? "، " : ", ";

function Names({ library: { corpus }, actors, q }: { library: Library; actors: readonly string[]; q: string }) {
  return (
    <>
      {actors.map((actor, n) => (
        <Fragment key={actor}>
          {n > 0 && COMMA}
          <a href={itemAddress("actors", actor)}>
            <bdi>
              <Marked text={here(corpus, "actors", actor)} q={q} />
            </bdi>
          </a>
        </Fragment>
      ))}
    </>
  );
}

/** Who speaks, then the others by their roles. */
export function ActorNames({ library, item, q }: { library: Library; item: Item; q: string }) {
  const byRole = new Map<string, string[]>([[SPEAKER, []]]);
  for (const [actor, role] of item.statement.actors) byRole.set(role, [...(byRole.get(role) ?? []), actor]);
  const shown = [...byRole].filter(([, actors]) => actors.length > 0);
  return (
    <>
      {shown.map(([role, actors], n) => (
        <Fragment key={role}>
          {n > 0 && " · "}
          {role !== SPEAKER && <span class="role">{here(library.corpus, "roles", role)}: </span>}
          <Names library={library} actors={actors} q={q} />
        </Fragment>
      ))}
    </>
  );
}

function PositionLines({ library: { corpus }, positions }: { library: Library; positions: readonly Position[] }) {
  const lines = new Map<string, string[]>();
  for (const [provision, actor, position] of positions) {
    const line = `${here(corpus, "provisions", provision)}: ${here(corpus, "positions", position)}`;
    lines.set(line, [...(lines.get(line) ?? []), here(corpus, "actors", actor)]);
  }
  return (
    <ul class="positions">
      {[...lines].map(([line, actors]) => (
        <li key={line}>
          <strong>
            <bdi>{line}</bdi>
          </strong>{" "}
          <bdi>{actors.join(COMMA)}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** The statement that another answers: who made it, and what it says. */
function Answered({ library: { corpus }, statement }: { library: Library; statement: Statement }) {
  const [first] = statement.actors.filter(([, role]) => role === SPEAKER).concat(statement.actors);
  return (
    <p class="answered">
      <strong>{t("answersWhat")}</strong>{" "}
      {first && (
        <>
          <bdi>{here(corpus, "actors", first[0])}</bdi>
          {": "}
        </>
      )}
      <a href={statementAddress(statement.id)}>{statement[language]}</a>
    </p>
  );
}

interface CardProps {
  readonly library: Library;
  readonly item: Item;
  readonly view: View;
  readonly positions: readonly Position[];
}

/** A statement: when and where, who, what, on which topics. */
export function Card({ library, item, view, positions }: CardProps) {
  const { statement } = item;
  const { corpus } = library;
  const answered = statement.answers ? library.byId.get(statement.answers) : undefined;
  return (
    <article class="card" id={statement.id}>
      <p class="card-head">
        {statement.date === null ? t("noDate") : <time dateTime={statement.date}>{readDate(statement.date)}</time>}
        {statement.forum !== null && (
          <>
            {" · "}
            <a href={itemAddress("events", statement.forum)}>
              <bdi>
                <Marked text={here(corpus, "forums", statement.forum)} q={view.q} />
              </bdi>
            </a>
          </>
        )}
        {" · "}
        <bdi>{here(corpus, "kinds", statement.kind)}</bdi>
      </p>
      <p class="who">
        <ActorNames library={library} item={item} q={view.q} />
      </p>
      <p class="summary">
        <a href={statementAddress(statement.id)}>
          <Marked text={statement[language]} q={view.q} />
        </a>
      </p>
      <OwnWords statement={statement.id} />
      {answered && <Answered library={library} statement={answered} />}
      {positions.length > 0 && <PositionLines library={library} positions={positions} />}
      {statement.topics.length > 0 && (
        <p class="chips">
          {statement.topics.map(([topic, stance]) => (
            <StanceChip
              key={topic}
              corpus={corpus}
              topic={topic}
              stance={stance}
              href={stanceAddress(topic, stance)}
              q={view.q}
            />
          ))}
        </p>
      )}
      <p class="source">
        <code dir="ltr">
          <Marked text={statement.id} q={view.q} />
        </code>
        {" · "}
        {t("citations", { count: statement.citations })}
      </p>
    </article>
  );
}
