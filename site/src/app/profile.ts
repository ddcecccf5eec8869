import { callApi } from "../api.ts";
import type { Language, Profile } from "../api-types.ts";
import type { Access } from "./access.ts";

const KEY = "aifoundry.access";
const ME = "/api/users/me";

let asked: Promise<Profile | undefined> | undefined;

/** Who is signed in, asked once a page; undefined where it cannot be had now. */
export function loadProfile(language: Language): Promise<Profile | undefined> {
  asked ??= callApi<Profile>(ME, { language }).then((outcome) => {
    if (!outcome.ok) {
      asked = undefined;
      return undefined;
    }
    keepAccess(outcome.data);
    return outcome.data;
  });
  return asked;
}

/** Whether the same person is signed in as when this page was opened; who that is now is asked a second time where it was not told. */
export async function isSamePerson(language: Language): Promise<boolean> {
  const before = await asked;
  // Not by callApi(), which would wait for the very sign-in that this is part of.
  const ask = () => fetch(ME, { headers: { "accept-language": language } }).catch(() => undefined);
  const first = await ask();
  const response = first?.ok ? first : await ask();
  return response?.ok === true && ((await response.json()) as Profile).id === before?.id;
}

/** What the last page of this tab knew, so that the menu does not jump; the server is asked all the same. */
export function readAccess(): Access | undefined {
  try {
    // SAFETY: only keepAccess() writes there.
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

function keepAccess({ permissions, modules }: Profile): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ permissions, modules }));
  } catch {
    // Without storage the menu waits for the answer on every page.
  }
}
