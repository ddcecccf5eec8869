/** Writes ONNX files from nothing, as small as a test needs them, and as wrong. */
type Attribute = number | string | number[] | string[] | { floats: number[] } | { graph: Uint8Array };
export type Node = {
  operator: string;
  domain?: string;
  inputs: string[];
  outputs: string[];
  attributes?: Record<string, Attribute>;
};
export type Constant = { name: string; shape: number[]; values: number[]; type?: number; external?: boolean };
export type Graph = {
  nodes: Node[];
  constants?: Constant[];
  input?: { name?: string; shape?: (number | string)[] };
  outputs?: Record<string, (number | string)[]>;
  opset?: number;
};

const encoder = new TextEncoder();

const varint = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return bytes;
};
const joined = (parts: Iterable<number>[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(parts.flatMap((part) => [...part]));
const integer = (field: number, value: number) => [...varint(field * 8), ...varint(value)];
export const delimited = (field: number, value: Iterable<number> | string) => {
  const bytes = typeof value === "string" ? encoder.encode(value) : [...value];
  return [...varint(field * 8 + 2), ...varint(bytes.length), ...bytes];
};
const float32 = (value: number) => new Uint8Array(new Float32Array([value]).buffer);
const float = (field: number, value: number) => [...varint(field * 8 + 5), ...float32(value)];

function attribute(name: string, value: Attribute): Uint8Array {
  const named = delimited(1, name);
  if (typeof value === "number") return joined([named, integer(3, value), integer(20, 2)]);
  if (typeof value === "string") return joined([named, delimited(4, value), integer(20, 3)]);
  if ("graph" in value) return joined([named, delimited(6, value.graph), integer(20, 5)]);
  if ("floats" in value) return joined([named, ...value.floats.map((item) => float(7, item)), integer(20, 6)]);
  if (typeof value[0] === "string")
    return joined([named, ...value.map((item) => delimited(9, String(item))), integer(20, 8)]);
  return joined([named, ...value.map((item) => integer(8, Number(item))), integer(20, 7)]);
}

const node = ({ operator, domain = "", inputs, outputs, attributes = {} }: Node) =>
  joined([
    ...inputs.map((name) => delimited(1, name)),
    ...outputs.map((name) => delimited(2, name)),
    delimited(4, operator),
    ...Object.entries(attributes).map(([name, value]) => delimited(5, attribute(name, value))),
    delimited(7, domain),
  ]);

const constant = ({ name, shape, values, type = 1, external = false }: Constant) =>
  joined([
    ...shape.map((length) => integer(1, length)),
    integer(2, type),
    ...values.map((value) => (type === 7 ? integer(7, value) : float(4, value))),
    delimited(8, name),
    ...(external ? [delimited(13, delimited(1, "location")), integer(14, 1)] : []),
  ]);

const value = (name: string, shape: (number | string)[]) => {
  const dims = shape.map((length) =>
    delimited(1, typeof length === "number" ? integer(1, length) : delimited(2, length)),
  );
  const tensor = joined([integer(1, 1), delimited(2, joined(dims))]);
  return joined([delimited(1, name), delimited(2, delimited(1, tensor))]);
};

export const writeGraph = ({ nodes, constants = [], input = {}, outputs = { probability: ["N", 1] } }: Graph) =>
  joined([
    ...nodes.map((item) => delimited(1, node(item))),
    delimited(2, "test"),
    ...constants.map((item) => delimited(5, constant(item))),
    delimited(11, value(input.name ?? "features", input.shape ?? ["N", 93])),
    ...Object.entries(outputs).map(([name, shape]) => delimited(12, value(name, shape))),
  ]);

export const writeModel = (graph: Graph): Uint8Array<ArrayBuffer> =>
  joined([
    integer(1, 8),
    delimited(7, writeGraph(graph)),
    delimited(8, integer(2, graph.opset ?? 17)),
    delimited(8, joined([delimited(1, "ai.onnx.ml"), integer(2, 3)])),
  ]);

/** One split: `low` up to the threshold of a feature, `high` above it and where it is missing. */
export const stump = (
  { feature = 0, threshold = 500, low = 0.001, high = 0.9 } = {},
  output = "probability",
): Node => ({
  operator: "TreeEnsembleRegressor",
  domain: "ai.onnx.ml",
  inputs: ["features"],
  outputs: [output],
  attributes: {
    n_targets: 1,
    nodes_treeids: [0, 0, 0],
    nodes_nodeids: [0, 1, 2],
    nodes_featureids: [feature, 0, 0],
    nodes_modes: ["BRANCH_LEQ", "LEAF", "LEAF"],
    nodes_values: { floats: [threshold, 0, 0] },
    nodes_truenodeids: [1, 0, 0],
    nodes_falsenodeids: [2, 0, 0],
    nodes_missing_value_tracks_true: [0, 0, 0],
    target_treeids: [0, 0],
    target_nodeids: [1, 2],
    target_ids: [0, 0],
    target_weights: { floats: [low, high] },
  },
});
