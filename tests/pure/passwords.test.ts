import { describe, expect, it } from "vitest";
import { COST, hashPassword, isOutdated, verifyPassword } from "../../workers/auth/passwords/hash-password.ts";
import { addressBlock } from "../../workers/auth/passwords/login-guard.ts";
import { weaknessOf } from "../../workers/auth/passwords/weak-passwords.ts";

const about = ["dilnoza.yusupova@alfabank.uz", "Dilnoza Yusupova", "Alfa Bank Uzbekistan"];

describe("a password that is tried first", () => {
  it.each([
    ["password", "common"],
    ["iloveyou", "common"],
    ["Password123!", "common"],
    ["12345678", "common"],
    ["qwertyuiop", "common"],
    ["aaaaaaaaaa", "repeated"],
    ["abcabcabcabc", "repeated"],
    ["Yusupova1990", "personal"],
    ["alfabank2026", "personal"],
    ["AlfaBank!", "personal"],
    ["dilnoza.yusupova@alfabank.uz", "personal"],
    ["AIFoundry#1", "personal"],
    ["uzbekistan", "personal"],
  ])("%s is known as %s", async (password, weakness) => {
    expect(await weaknessOf(password, about)).toBe(weakness);
  });

  it.each([
    "correct horse battery",
    "Toshkentda bahor 7 marta",
    "гулистан вечерний свет",
    "k9#vQ2!xLm4",
    "yusupova va uchta olma",
  ])("is not %s", async (password) => {
    expect(await weaknessOf(password, about)).toBeNull();
  });
});

describe("the hash of a password", () => {
  it("costs what ASVS asks and the platform allows", () => {
    expect(COST).toMatchObject({ N: 2 ** 15, r: 8, p: 3 });
    // Workers refuse more than 2^20, which a laptop would not show.
    expect(COST.N * COST.r * COST.p).toBeLessThanOrEqual(2 ** 20);
    // The buffer of 128·N·r bytes and what is needed beside it stay well under the 128 MB of an isolate.
    expect(128 * COST.N * COST.r).toBeLessThan(COST.maxmem);
    expect(COST.maxmem).toBeLessThanOrEqual(64 * 1024 * 1024);
  });

  it("holds for that password alone, in whatever form its letters are composed", async () => {
    const hash = await hashPassword("Zarif oʻzi bilan é");
    expect(await verifyPassword("Zarif oʻzi bilan e\u0301", hash)).toBe(true);
    expect(await verifyPassword("Zarif oʻzi bilan e", hash)).toBe(false);
    expect(await verifyPassword("Zarif oʻzi bilan é", undefined)).toBe(false);
    expect(isOutdated(hash)).toBe(false);
    expect(isOutdated(hash.replace("ln=15", "ln=14"))).toBe(true);
  });
});

it.each([
  ["213.230.66.10", "213.230.66.10"],
  ["2a02:1234:5678:9abc:def0:1:2:3", "2a02:1234:5678:9abc::"],
  ["2a02:1234:5678:9abc::7", "2a02:1234:5678:9abc::"],
  ["2A02:0:0:0::1", "2a02:0:0:0::"],
  ["::1", "0:0:0:0::"],
])("the address %s counts as %s", (address, block) => {
  expect(addressBlock(address)).toBe(block);
});
