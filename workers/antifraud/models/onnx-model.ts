import { MalformedMessage, Message, type MessageShape } from "./protobuf.ts";

/** Element types of tensors, by their names in TensorProto. */
export const FLOAT = 1;
export const INT32 = 6;
export const INT64 = 7;
export const BOOL = 9;
export const DOUBLE = 11;

/** What of an ONNX file decides how it runs. */
export type OnnxModel = {
  opsets: { domain: string; version: number }[];
  nodes: OnnxNode[];
  constants: OnnxConstant[];
  inputs: OnnxValue[];
  outputs: OnnxValue[];
};
export type OnnxNode = {
  operator: string;
  domain: string;
  inputs: string[];
  outputs: string[];
  attributes: Map<string, OnnxAttribute>;
};
export type OnnxAttribute = number | string | number[] | string[];
/** `values` of whole numbers are read, since shapes and axes are made of them. */
export type OnnxConstant = { name: string; type: number; shape: number[]; size: number; values: number[] | null };
/** A dimension is a number, or a name for one that the caller chooses. */
export type OnnxValue = { name: string; type: number; shape: (number | string)[] };

// Field numbers are those of onnx.proto; what is left out (external data, functions, training, subgraphs, sparse tensors)
// is not permitted in a model.
const modelShape: MessageShape = {
  1: "integer",
  2: "unread",
  3: "unread",
  4: "unread",
  5: "unread",
  6: "unread",
  7: "message",
  8: "messages",
  14: "unread",
};
const opsetShape: MessageShape = { 1: "text", 2: "integer" };
const graphShape: MessageShape = {
  1: "messages",
  2: "unread",
  5: "messages",
  10: "unread",
  11: "messages",
  12: "messages",
  13: "unread",
  16: "unread",
};
const nodeShape: MessageShape = {
  1: "texts",
  2: "texts",
  3: "unread",
  4: "text",
  5: "messages",
  6: "unread",
  7: "text",
  9: "unread",
};
const attributeShape: MessageShape = {
  1: "text",
  2: "float",
  3: "integer",
  4: "text",
  7: "floats",
  8: "integers",
  9: "texts",
  13: "unread",
  20: "integer",
};
const tensorShape: MessageShape = {
  1: "integers",
  2: "integer",
  4: "floats",
  5: "integers",
  7: "integers",
  8: "text",
  9: "bytes",
  10: "doubles",
  12: "unread",
  14: "integer",
};
const valueShape: MessageShape = { 1: "text", 2: "message", 3: "unread", 4: "unread" };
const typeShape: MessageShape = { 1: "message", 6: "unread" };
const tensorTypeShape: MessageShape = { 1: "integer", 2: "message" };
const dimensionsShape: MessageShape = { 1: "messages" };
const dimensionShape: MessageShape = { 1: "integer", 2: "text", 3: "unread" };

const MOST_RANK = 4;

/** Reads an ONNX file; throws a MalformedMessage that says where it is none, or holds what a model may not. */
export function readOnnxModel(bytes: Uint8Array): OnnxModel {
  // The runtime takes bytes with this mark for its own format, whatever else they are.
  if (new TextDecoder("latin1").decode(bytes.subarray(4, 8)) === "ORTM")
    throw new MalformedMessage("model is in ORT format, send ONNX");
  const model = new Message(bytes, modelShape, "model");
  if (!model.has(7)) throw new MalformedMessage("model has no graph");
  const graph = model.message(7, graphShape, "graph");
  return {
    opsets: model
      .messages(8, opsetShape, "opset_import")
      .map((opset) => ({ domain: opset.text(1), version: opset.integer(2) })),
    nodes: graph.messages(1, nodeShape, "node").map(readNode),
    constants: graph.messages(5, tensorShape, "initializer").map(readConstant),
    inputs: graph.messages(11, valueShape, "input").map(readValue),
    outputs: graph.messages(12, valueShape, "output").map(readValue),
  };
}

function readNode(node: Message, index: number): OnnxNode {
  const attributes = new Map<string, OnnxAttribute>();
  for (const attribute of node.messages(5, attributeShape, "attribute")) {
    const name = attribute.text(1);
    if (attributes.has(name)) throw new MalformedMessage(`model.graph.node.${index} has the attribute ${name} twice`);
    attributes.set(name, readAttribute(attribute, `model.graph.node.${index}.attribute.${name}`));
  }
  return { operator: node.text(4), domain: node.text(7), inputs: node.texts(1), outputs: node.texts(2), attributes };
}

/** By the type that it names; the fields of other types have to be empty, since readers differ in which one they believe. */
function readAttribute(attribute: Message, path: string): OnnxAttribute {
  const field = { 1: 2, 2: 3, 3: 4, 6: 7, 7: 8, 8: 9 }[attribute.integer(20)];
  if (field === undefined) throw new MalformedMessage(`${path} is of a type that is not permitted`);
  for (const other of [2, 3, 4, 7, 8, 9])
    if (other !== field && attribute.has(other)) throw new MalformedMessage(`${path} has a value of another type`);
  if (field === 2 || field === 3) return attribute.integer(field);
  if (field === 4) return attribute.text(4);
  return field === 9 ? attribute.texts(9) : attribute.numbers(field);
}

function readConstant(tensor: Message, index: number): OnnxConstant {
  const path = `model.graph.initializer.${index}`;
  const shape = tensor.numbers(1);
  const type = tensor.integer(2);
  if (tensor.integer(14) !== 0) throw new MalformedMessage(`${path} lies outside the file`);
  const own = { [FLOAT]: 4, [INT32]: 5, [INT64]: 7, [DOUBLE]: 10 }[type];
  if (own === undefined) throw new MalformedMessage(`${path} is of type ${type}, which is not permitted`);
  if (shape.length > MOST_RANK || shape.some((length) => length < 1)) throw new MalformedMessage(`${path} has no size`);
  const size = shape.reduce((product, length) => product * length, 1);
  const raw = tensor.bytes(9);
  const width = type === FLOAT || type === INT32 ? 4 : 8;
  const held = raw ? raw.length / width : tensor.numbers(own).length;
  const isMixed = [4, 5, 7, 10].some((field) => tensor.has(field) && (raw || field !== own));
  if (held !== size || isMixed) throw new MalformedMessage(`${path} does not hold as many values as its shape says`);
  return { name: tensor.text(8), type, shape, size, values: wholeNumbers(tensor, type, raw) };
}

function wholeNumbers(tensor: Message, type: number, raw: Uint8Array | undefined): number[] | null {
  if (type !== INT64) return null;
  if (!raw) return tensor.numbers(7);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Array.from({ length: raw.length / 8 }, (_, i) => Number(view.getBigInt64(8 * i, true)));
}

function readValue(value: Message): OnnxValue {
  const tensor = value.message(2, typeShape, "type").message(1, tensorTypeShape, "tensor_type");
  const dimensions = tensor.message(2, dimensionsShape, "shape").messages(1, dimensionShape, "dim");
  return {
    name: value.text(1),
    type: tensor.integer(1),
    shape: dimensions.map((dimension) => (dimension.has(1) ? dimension.integer(1) : dimension.text(2))),
  };
}
