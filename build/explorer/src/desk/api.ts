/** Asking the server that sent the page, and nobody else. */

export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly answer: { error?: string; told?: string[]; others?: string[]; version?: string },
  ) {
    super(answer.error ?? `HTTP ${status}`);
  }
}

export const language = document.documentElement.lang === "ar" ? "ar" : "en";

/** Ask for something; an answer that is none is thrown as `Refused`. */
export async function ask<Answer>(name: string, body: object, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(`api/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ language, ...body }),
    ...(signal ? { signal } : {}),
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as Answer;
  let answer = { error: text };
  try {
    answer = JSON.parse(text);
  } catch {
    // What the guard of the server says is plain text.
  }
  throw new Refused(response.status, answer);
}
