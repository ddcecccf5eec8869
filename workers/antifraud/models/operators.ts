import { checkTrees, NodeRefused } from "./check-trees.ts";
import { BOOL, DOUBLE, FLOAT, INT32, INT64, type OnnxNode } from "./onnx-model.ts";

/** What is known of a tensor before anything runs: its shape for one row, and its values where they are whole constants. */
export type TensorBounds = { shape: number[]; values: number[] | null };
/** What a node makes of its inputs, and how many steps that takes at the most. */
export type NodeBounds = { outputs: TensorBounds[]; steps: number };

const DOMAIN_OF_TREES = "ai.onnx.ml";
const castTypes: ReadonlySet<unknown> = new Set([FLOAT, INT32, INT64, BOOL, DOUBLE]);

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);
const madeOf = (shape: number[], steps = sizeOf(shape)): NodeBounds => ({ outputs: [{ shape, values: null }], steps });
const sameShape = (_: OnnxNode, [input]: TensorBounds[]) => madeOf(shapeOf(input));
const elementwise = (_: OnnxNode, [a, b]: TensorBounds[]) => madeOf(broadcast(shapeOf(a), shapeOf(b)));

/** Every operator that a model may use: what tree ensembles and their calibration are made of, and nothing that loops or branches. */
const operators: Readonly<Record<string, (node: OnnxNode, inputs: TensorBounds[]) => NodeBounds>> = {
  "ai.onnx.ml/TreeEnsembleRegressor": (node, [input]) => {
    const [rows, width] = tableOf(shapeOf(input));
    const { outputs, steps } = checkTrees(node, width);
    return madeOf([rows, outputs], rows * steps);
  },
  "ai.onnx.ml/TreeEnsembleClassifier": (node, [input]) => {
    const [rows, width] = tableOf(shapeOf(input));
    const { outputs, steps } = checkTrees(node, width);
    return { outputs: [boundsOf([rows]), boundsOf([rows, outputs])], steps: rows * steps };
  },
  "ai.onnx.ml/Normalizer": sameShape,
  "/Identity": (_, [input]) => ({ outputs: [input ?? boundsOf([])], steps: sizeOf(shapeOf(input)) }),
  "/Sigmoid": sameShape,
  "/Log": sameShape,
  "/Clip": sameShape,
  "/Cast": (node, inputs) => {
    if (!castTypes.has(node.attributes.get("to"))) throw new NodeRefused("casts to a type that is not permitted");
    return sameShape(node, inputs);
  },
  "/Add": elementwise,
  "/Sub": elementwise,
  "/Mul": elementwise,
  "/Div": elementwise,
  "/Concat": (node, inputs) => {
    const shapes = inputs.map(shapeOf);
    const axis = axisOf(Number(node.attributes.get("axis")), shapes[0] ?? []);
    return madeOf(
      (shapes[0] ?? []).with(
        axis,
        shapes.reduce((sum, shape) => sum + (shape[axis] ?? 0), 0),
      ),
    );
  },
  "/ReduceMean": (node, [input, axes]) => {
    const shape = shapeOf(input);
    const reduced = axesOf(node, axes, shape);
    const keeps = node.attributes.get("keepdims") !== 0;
    const kept = shape.flatMap((length, axis) => (!reduced.includes(axis) ? length : keeps ? 1 : []));
    return madeOf(kept, sizeOf(shape));
  },
  "/Squeeze": (node, [input, axes]) => {
    const shape = shapeOf(input);
    const dropped = axesOf(node, axes, shape);
    return madeOf(shape.filter((length, axis) => !(dropped.includes(axis) && length === 1)));
  },
  "/Reshape": (_, [input, shape]) => {
    if (!shape?.values) throw new NodeRefused("takes its shape from something else than a constant");
    return madeOf(reshaped(shapeOf(input), shape.values));
  },
  "/MatMul": (_, [a, b]) => product(shapeOf(a), shapeOf(b)),
  "/Gemm": (node, [a, b]) => {
    const oriented = (shape: number[], name: string) => (node.attributes.get(name) === 1 ? shape.toReversed() : shape);
    return product(oriented(shapeOf(a), "transA"), oriented(shapeOf(b), "transB"));
  },
};

/** The standard operators go by two names. */
export const domainOf = (name: string): string => (name === "ai.onnx" ? "" : name);

/** What a node makes of its inputs; throws NodeRefused where it is not permitted. */
export function boundNode(node: OnnxNode, inputs: TensorBounds[]): NodeBounds {
  const domain = domainOf(node.domain);
  const operator = `${domain}/${node.operator}`;
  if (domain !== "" && domain !== DOMAIN_OF_TREES) throw new NodeRefused("is of a domain that is not permitted");
  if (!Object.hasOwn(operators, operator)) throw new NodeRefused("is not permitted in a model");
  return operators[operator]!(node, inputs);
}

const boundsOf = (shape: number[]): TensorBounds => ({ shape, values: null });

function shapeOf(input: TensorBounds | undefined): number[] {
  if (!input) throw new NodeRefused("lacks an input");
  return input.shape;
}

function tableOf(shape: readonly number[]): [rows: number, width: number] {
  if (shape.length !== 2) throw new NodeRefused(`takes [${shape}] where rows of features are due`);
  return [shape[0]!, shape[1]!];
}

function axisOf(axis: number, shape: readonly number[]): number {
  const place = axis < 0 ? axis + shape.length : axis;
  if (!Number.isInteger(place) || place < 0 || place >= shape.length)
    throw new NodeRefused(`names an axis ${axis} of ${shape.length}`);
  return place;
}

/** The axes that an attribute or, in newer opsets, a constant names; all of them where neither does. */
function axesOf(node: OnnxNode, input: TensorBounds | undefined, shape: readonly number[]): number[] {
  if (input && !input.values) throw new NodeRefused("takes its axes from something else than a constant");
  const named = input?.values ?? node.attributes.get("axes") ?? shape.map((_, axis) => axis);
  if (!Array.isArray(named)) throw new NodeRefused("has axes that are no list");
  return named.map((axis) => axisOf(Number(axis), shape));
}

function broadcast(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [one, other] = [a[i - rank + a.length] ?? 1, b[i - rank + b.length] ?? 1];
    if (one !== other && one !== 1 && other !== 1) throw new NodeRefused(`joins shapes [${a}] and [${b}]`);
    return Math.max(one, other);
  });
}

function reshaped(from: readonly number[], to: readonly number[]): number[] {
  const shape = to.map((length, axis) => (length === 0 ? (from[axis] ?? 1) : length));
  const open = shape.indexOf(-1);
  const known = shape.filter((length) => length !== -1);
  if (open >= 0) shape[open] = sizeOf(from) / sizeOf(known);
  if (sizeOf(shape) !== sizeOf(from) || shape.some((length) => !Number.isInteger(length) || length < 1))
    throw new NodeRefused(`reshapes [${from}] to [${to}]`);
  return shape;
}

/** Matrices only; a vector stands for one row or one column. */
function product(a: readonly number[], b: readonly number[]): NodeBounds {
  const [rows, inner] = a.length === 1 ? [1, a[0]!] : a;
  const [innerToo, columns] = b.length === 1 ? [b[0]!, 1] : b;
  if (a.length > 2 || b.length > 2 || rows === undefined || inner === undefined || columns === undefined)
    throw new NodeRefused(`multiplies shapes [${a}] and [${b}]`);
  if (inner !== innerToo) throw new NodeRefused(`multiplies shapes [${a}] and [${b}]`);
  const shape = [...(a.length === 1 ? [] : [rows]), ...(b.length === 1 ? [] : [columns])];
  return madeOf(shape, rows * inner * columns);
}
