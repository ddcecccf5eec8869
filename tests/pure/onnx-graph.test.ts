import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkGraph } from "../../workers/antifraud/models/check-graph.ts";
import { readOnnxModel } from "../../workers/antifraud/models/onnx-model.ts";
import { MalformedMessage, Message } from "../../workers/antifraud/models/protobuf.ts";
import { stump, writeModel } from "../support/onnx.ts";

const shipped = new Uint8Array(readFileSync("models/fraud-risk/model.onnx"));
const small = writeModel({ nodes: [stump()] });

describe("the reader of protobuf", () => {
  const read = (bytes: number[]) =>
    new Message(Uint8Array.from(bytes), { 1: "integer", 2: "integers", 3: "floats", 4: "text" }, "it");

  it("reads integers of every length, negative ones too, and lists packed or not", () => {
    expect(read([8, 0x96, 0x01]).integer(1)).toBe(150);
    expect(read([8, ...Array(9).fill(0xff), 1]).integer(1)).toBe(-1);
    expect(read([8, ...Array(7).fill(0xff), 0x7f]).integer(1)).toBe(2 ** 56 - 1);
    expect(read([18, 3, 1, 0x96, 1]).numbers(2)).toEqual([1, 150]);
    expect(read([16, 1, 16, 2]).numbers(2)).toEqual([1, 2]);
    expect(read([26, 4, 0, 0, 0x80, 0x3f]).numbers(3)).toEqual([1]);
    expect(read([29, 0, 0, 0x80, 0xbf]).numbers(3)).toEqual([-1]);
  });

  it.each<[string, number[]]>([
    ["a field that it does not know", [40, 1]],
    ["a field of another kind", [10, 1, 1]],
    ["one value twice", [8, 1, 8, 2]],
    ["a length beyond the end", [34, 200, 1]],
    ["an integer that does not end", [8, ...Array(11).fill(0x80)]],
    ["a packed list that ends within a number", [26, 3, 0, 0, 0]],
    ["a group", [11, 12]],
  ])("refuses %s", (_, bytes) => {
    expect(() => read(bytes)).toThrow(MalformedMessage);
  });

  it("refuses text that is none", () => {
    expect(() => read([34, 1, 0xff]).text(4)).toThrow(MalformedMessage);
  });
});

describe("the check of a graph", () => {
  it("passes the shipped model, and sees in it what onnx sees", () => {
    expect(checkGraph(shipped, 93)).toEqual([]);
    const { nodes, opsets, inputs } = readOnnxModel(shipped);
    expect(opsets).toEqual([
      { domain: "", version: 17 },
      { domain: "ai.onnx.ml", version: 3 },
    ]);
    expect(inputs).toEqual([{ name: "features", type: 1, shape: ["N", 93] }]);
    expect(nodes.map(({ operator }) => operator).slice(0, 3)).toEqual([
      "TreeEnsembleRegressor",
      "Sigmoid",
      "TreeEnsembleRegressor",
    ]);
    expect(nodes[2]!.attributes.get("nodes_treeids")).toHaveLength(34_676);
  });

  it("refuses every model that is cut off", () => {
    for (let length = 0; length < small.length; length++)
      expect(checkGraph(small.subarray(0, length), 93).length, `${length}`).toBeGreaterThan(0);
    expect(checkGraph(small, 93)).toEqual([]);
  });

  it("answers whatever bytes it gets with places and words", () => {
    const flips = fc.array(fc.tuple(fc.nat(small.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(flips, (changes) => {
        const bytes = small.slice();
        for (const [place, byte] of changes) bytes[place] = byte;
        for (const { path, message } of checkGraph(bytes, 93)) {
          expect(path).toMatch(/^model/);
          expect(message.length).toBeLessThan(300);
        }
      }),
      { numRuns: 5000 },
    );
  });
});
