import { randomBytes } from "node:crypto";

type Key = { id: string; base64: string };

/** A ring as SEAL_KEYS has it, `id:base64,id:base64`; the first seals. Throws where it is none. */
export function readRing(ring: string): Key[] {
  const keys = ring.split(",").map((entry) => {
    const [id = "", base64 = ""] = entry.trim().split(":");
    if (!/^[\w-]+$/.test(id) || Buffer.from(base64, "base64").length !== 32)
      throw new Error("SEAL_KEYS has to be id:base64[,id:base64], each key of 32 bytes");
    return { id, base64 };
  });
  if (new Set(keys.map(({ id }) => id)).size < keys.length) throw new Error("SEAL_KEYS names a key twice");
  return keys;
}

const writeRing = (keys: readonly Key[]): string => keys.map(({ id, base64 }) => `${id}:${base64}`).join(",");

/** The ring with a fresh key in front, named after the highest number so far, and the ring in which it only opens. */
export function addKey(ring: string): { seals: string; opens: string } {
  const keys = readRing(ring);
  const numbers = keys.map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0));
  const id = `s${Math.max(...numbers) + 1}`;
  const fresh = { id, base64: randomBytes(32).toString("base64") };
  return { seals: writeRing([fresh, ...keys]), opens: writeRing([...keys, fresh]) };
}

/** The ring without older keys; the one that seals stays. Throws of a key that is not among the older ones. */
export function dropKeys(ring: string, ids: readonly string[]): string {
  const [current, ...older] = readRing(ring);
  const strange = ids.filter((id) => !older.some((key) => key.id === id));
  if (strange.length > 0) throw new Error(`${strange.join(", ")} is not an older key of the ring`);
  return writeRing([current!, ...older.filter(({ id }) => !ids.includes(id))]);
}
