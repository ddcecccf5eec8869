import { expect, it } from "vitest";
import { addKey, dropKeys, readRing } from "../../scripts/keys/ring.ts";

const key = (byte: number) => Buffer.alloc(32, byte).toString("base64");

it("puts a fresh key in front, under a name that was never used", () => {
  const ring = `s2:${key(2)},s1:${key(1)}`;
  const { seals, opens } = addKey(ring);
  expect(readRing(seals).map(({ id }) => id)).toEqual(["s3", "s2", "s1"]);
  expect(readRing(opens).map(({ id }) => id)).toEqual(["s2", "s1", "s3"]);
  expect(seals.endsWith(ring)).toBe(true);
  expect(new Set(readRing(opens).map(({ base64 }) => base64))).toEqual(
    new Set(readRing(seals).map(({ base64 }) => base64)),
  );
  expect(addKey(ring).seals).not.toBe(seals);
});

it("drops older keys, and never the one that seals", () => {
  const ring = `s3:${key(3)},s2:${key(2)},s1:${key(1)}`;
  expect(readRing(dropKeys(ring, ["s1", "s2"])).map(({ id }) => id)).toEqual(["s3"]);
  expect(() => dropKeys(ring, ["s3"])).toThrow("not an older key");
  expect(() => dropKeys(ring, ["s9"])).toThrow("not an older key");
});

it.each(["", "s1", "s1:short", `s1:${key(1)},s1:${key(2)}`])("refuses %j", (ring) => {
  expect(() => addKey(ring)).toThrow("SEAL_KEYS");
});
