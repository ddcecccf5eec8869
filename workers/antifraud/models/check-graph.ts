import type { FieldError } from "#platform/problem";
import { NodeRefused } from "./check-trees.ts";
import { FLOAT, type OnnxModel, readOnnxModel } from "./onnx-model.ts";
import { boundNode, domainOf, type TensorBounds } from "./operators.ts";
import { MalformedMessage } from "./protobuf.ts";

const MOST_NODES = 100;
const MOST_ELEMENTS = 10_000;
/** Steps of one row, all nodes together: the shipped model takes 3,500 in a tenth of a millisecond. */
const MOST_STEPS = 100_000;
/** Versions of operator sets that the allow-list was written for: shapes follow other rules in older ones. */
const opsetsTaken = new Map([
  ["", { from: 13, to: 21 }],
  ["ai.onnx.ml", { from: 1, to: 3 }],
]);

/**
 * Checks a model by its bytes alone: that it takes `width` features and answers a probability, by operators on the
 * allow-list, in bounded memory and time. This is the sandbox: nothing stops a model that runs, so only what has a bound
 * may. Returns what is wrong, nothing where all is well.
 */
export function checkGraph(bytes: Uint8Array, width: number): FieldError[] {
  try {
    const model = readOnnxModel(bytes);
    return [...checkOpsets(model), ...checkInputs(model, width), ...checkOutputs(model), ...checkNodes(model, width)];
  } catch (failure) {
    if (!(failure instanceof MalformedMessage)) throw failure;
    return [{ path: "model", message: `Is no ONNX model that we read: ${failure.message}` }];
  }
}

function checkOpsets({ opsets, nodes }: OnnxModel): FieldError[] {
  const path = "model.opset_import";
  const named = new Set(opsets.map(({ domain }) => domainOf(domain)));
  const used = new Set(nodes.map(({ domain }) => domainOf(domain)));
  const isTaken = (domain: string, version: number) => {
    const taken = opsetsTaken.get(domainOf(domain));
    return taken !== undefined && version >= taken.from && version <= taken.to;
  };
  return [
    ...opsets
      .filter(({ domain, version }) => !isTaken(domain, version))
      .map(({ domain, version }) => ({ path, message: `Operator set ${nameOf(domain)} ${version} is not permitted` })),
    ...[...used]
      .filter((domain) => opsetsTaken.has(domain) && !named.has(domain))
      .map((domain) => ({ path, message: `Names no operator set of ${nameOf(domain)}` })),
  ];
}

const nameOf = (domain: string) => (domain || "ai.onnx").slice(0, 60);

function checkInputs({ inputs, constants }: OnnxModel, width: number): FieldError[] {
  const names = new Set(constants.map(({ name }) => name));
  const open = inputs.filter(({ name }) => !names.has(name));
  const [features] = open;
  if (open.length !== 1 || features?.name !== "features")
    return [{ path: "model.graph.input", message: `Must be "features" alone, is ${listed(open.map((i) => i.name))}` }];
  const [rows, columns] = features.shape;
  const path = "model.graph.input.features";
  if (features.type !== FLOAT) return [{ path, message: "Must be of type float" }];
  if (features.shape.length !== 2 || (typeof rows !== "string" && rows !== 1))
    return [{ path, message: "Must have the shape [N, number of features]" }];
  return columns === width ? [] : [{ path, message: `Takes ${columns} features, the manifest names ${width}` }];
}

function checkOutputs({ outputs }: OnnxModel): FieldError[] {
  const strays = outputs.filter(({ name }) => name !== "probability" && name !== "members");
  const errors = strays.map(({ name }) => ({ path: `model.graph.output.${name}`, message: "Is not permitted" }));
  for (const { name, type } of outputs)
    if (type !== FLOAT) errors.push({ path: `model.graph.output.${name}`, message: "Must be of type float" });
  if (!outputs.some(({ name }) => name === "probability"))
    errors.push({ path: "model.graph.output", message: 'Must name "probability"' });
  return errors;
}

/** Follows the shapes of one row through the graph, in the order of its nodes, and adds up what they cost. */
function checkNodes({ nodes, constants, outputs }: OnnxModel, width: number): FieldError[] {
  if (nodes.length > MOST_NODES)
    return [{ path: "model.graph.node", message: `Has ${nodes.length} nodes, at most ${MOST_NODES} are permitted` }];
  const tensors = new Map<string, TensorBounds>([["features", { shape: [1, width], values: null }]]);
  for (const { name, shape, size, values } of constants) {
    if (tensors.has(name)) return [{ path: `model.graph.initializer.${name}`, message: "Is there twice" }];
    if (size > MOST_ELEMENTS)
      return [{ path: `model.graph.initializer.${name}`, message: `Holds more than ${MOST_ELEMENTS} values` }];
    tensors.set(name, { shape, values });
  }
  let steps = 0;
  for (const [index, node] of nodes.entries()) {
    const path = `model.graph.node.${index}`;
    const refuse = (why: string) => [{ path, message: `Operator ${node.operator.slice(0, 60)} ${why}` }];
    const inputs = node.inputs.filter((name) => name !== "").map((name) => tensors.get(name));
    if (inputs.some((input) => input === undefined)) return refuse("reads what no node before it wrote");
    try {
      const bounds = boundNode(node, inputs as TensorBounds[]);
      for (const [place, name] of node.outputs.entries()) {
        const output = bounds.outputs[place];
        if (name === "") continue;
        if (!output || tensors.has(name)) return refuse(`writes ${name.slice(0, 60)}, which it may not`);
        if (elementsOf(output) > MOST_ELEMENTS) return refuse(`makes more than ${MOST_ELEMENTS} values of a row`);
        tensors.set(name, output);
      }
      steps += bounds.steps;
    } catch (failure) {
      if (!(failure instanceof NodeRefused)) throw failure;
      return refuse(failure.message);
    }
  }
  if (steps > MOST_STEPS)
    return [{ path: "model.graph", message: `Takes ${steps} steps a row, at most ${MOST_STEPS} are permitted` }];
  return checkResults(tensors, outputs);
}

function checkResults(tensors: ReadonlyMap<string, TensorBounds>, outputs: OnnxModel["outputs"]): FieldError[] {
  return outputs.flatMap(({ name }) => {
    const made = tensors.get(name);
    const path = `model.graph.output.${name}`;
    if (!made) return [{ path, message: "Is written by no node" }];
    return name === "probability" && elementsOf(made) !== 1
      ? [{ path, message: `Has ${elementsOf(made)} values a row, must have one` }]
      : [];
  });
}

const elementsOf = ({ shape }: TensorBounds): number => shape.reduce((product, length) => product * length, 1);

const listed = (names: readonly string[]): string => names.map((name) => `"${name.slice(0, 60)}"`).join(", ") || "none";
