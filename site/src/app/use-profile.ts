import { useEffect, useState } from "preact/hooks";
import type { Profile } from "../api-types.ts";
import { useUi } from "../ui/words.tsx";
import { loadProfile } from "./profile.ts";

/** Who is signed in; undefined until it is known. */
export function useProfile(): Profile | undefined {
  const { language } = useUi();
  const [profile, setProfile] = useState<Profile>();
  useEffect(() => void loadProfile(language).then(setProfile), [language]);
  return profile;
}
