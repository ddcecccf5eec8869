import type { OnnxAttribute, OnnxNode } from "./onnx-model.ts";

const MOST_DEPTH = 64;
const MOST_TREES = 10_000;
const MOST_OUTPUTS = 16;
const modes = new Set(["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ", "LEAF"]);

/** A tree ensemble that is one: how many outputs it has, and how many nodes a row passes at the most. */
export type TreeBounds = { outputs: number; steps: number };

/** Why a node is refused, in words that follow its name. */
export class NodeRefused extends Error {}

/**
 * Checks that a tree ensemble is made of trees over the inputs that there are. The runtime trusts these numbers: a feature
 * beyond the row is read from elsewhere in memory, and a circle never ends.
 */
export function checkTrees(node: OnnxNode, width: number): TreeBounds {
  const isRegressor = node.operator === "TreeEnsembleRegressor";
  const leafPrefix = isRegressor ? "target" : "class";
  const outputs = isRegressor ? countOf(node) : numbersOf(node, "classlabels_int64s").length;
  if (!Number.isInteger(outputs) || outputs < 1 || outputs > MOST_OUTPUTS)
    throw new NodeRefused(
      `has ${outputs} outputs (of classlabels_int64s for a classifier), 1 to ${MOST_OUTPUTS} are permitted`,
    );
  const trees = numbersOf(node, "nodes_treeids");
  const size = trees.length;
  const list = (name: string) => listOf(node, name, size);
  const [ids, features, yes, no] = ["nodeids", "featureids", "truenodeids", "falsenodeids"].map((name) =>
    list(`nodes_${name}`),
  ) as [number[], number[], number[], number[]];
  const kinds = textsOf(node, "nodes_modes");
  if (size === 0 || kinds.length !== size) throw new NodeRefused("has lists of nodes that differ in length");
  for (const name of ["nodes_missing_value_tracks_true", "nodes_hitrates"])
    if (node.attributes.has(name)) mustBeFinite(list(name), name);
  // Infinite thresholds are in use: they part what is missing from what is not.
  if (list("nodes_values").some(Number.isNaN)) throw new NodeRefused("has nodes_values that are no numbers");

  const places = new Map<number, number>();
  const keyOf = (tree: number, id: number) => tree * (size + 1) + id;
  for (let i = 0; i < size; i++) {
    if (!isIndex(trees[i]!, MOST_TREES) || !isIndex(ids[i]!, size + 1))
      throw new NodeRefused(`numbers tree ${trees[i]}, node ${ids[i]} out of bounds`);
    const key = keyOf(trees[i]!, ids[i]!);
    if (places.has(key)) throw new NodeRefused(`has tree ${trees[i]}, node ${ids[i]} twice`);
    places.set(key, i);
  }
  const parents = new Int32Array(size).fill(-1);
  for (let i = 0; i < size; i++) {
    const where = `tree ${trees[i]}, node ${ids[i]}`;
    if (!modes.has(kinds[i]!)) throw new NodeRefused(`has the mode ${kinds[i]!.slice(0, 40)} in ${where}`);
    if (kinds[i] === "LEAF") continue;
    if (!isIndex(features[i]!, width)) throw new NodeRefused(`reads input ${features[i]} of ${width} in ${where}`);
    for (const id of [yes[i]!, no[i]!]) {
      const child = isIndex(id, size + 1) ? places.get(keyOf(trees[i]!, id)) : undefined;
      if (child === undefined) throw new NodeRefused(`branches to a node ${id} that is not there in ${where}`);
      if (parents[child] !== -1) throw new NodeRefused(`reaches tree ${trees[i]}, node ${id} twice`);
      parents[child] = i;
    }
  }
  checkLeaves(node, leafPrefix, outputs, (tree, id) => {
    const place = isIndex(tree, MOST_TREES) && isIndex(id, size + 1) ? places.get(keyOf(tree, id)) : undefined;
    return place !== undefined && kinds[place] === "LEAF";
  });
  return { outputs, steps: stepsOf(trees, parents) };
}

/** The sum of the depths of the trees; refuses circles, and trees with more than one root. */
function stepsOf(trees: readonly number[], parents: Int32Array): number {
  const depths = new Map<number, number>();
  const roots = new Set<number>();
  for (let i = 0; i < parents.length; i++) {
    const tree = trees[i]!;
    if (parents[i] === -1) {
      if (roots.has(tree)) throw new NodeRefused(`has two roots in tree ${tree}`);
      roots.add(tree);
    }
    let depth = 1;
    for (let place = parents[i]!; place !== -1; place = parents[place]!) {
      depth++;
      if (depth > MOST_DEPTH) throw new NodeRefused(`is deeper than ${MOST_DEPTH} or runs in a circle in tree ${tree}`);
    }
    depths.set(tree, Math.max(depths.get(tree) ?? 0, depth));
  }
  return depths.values().reduce((sum, depth) => sum + depth, 0);
}

function checkLeaves(node: OnnxNode, prefix: string, outputs: number, isLeaf: (tree: number, id: number) => boolean) {
  const trees = numbersOf(node, `${prefix}_treeids`);
  const [ids, targets, weights] = ["nodeids", "ids", "weights"].map((name) =>
    listOf(node, `${prefix}_${name}`, trees.length),
  ) as [number[], number[], number[]];
  mustBeFinite(weights, `${prefix}_weights`);
  for (let i = 0; i < trees.length; i++) {
    if (!isLeaf(trees[i]!, ids[i]!)) throw new NodeRefused(`weighs tree ${trees[i]}, node ${ids[i]}, which is no leaf`);
    if (!isIndex(targets[i]!, outputs)) throw new NodeRefused(`writes output ${targets[i]} of ${outputs}`);
  }
  const base = numbersOf(node, "base_values");
  mustBeFinite(base, "base_values");
  if (base.length > 0 && base.length !== outputs)
    throw new NodeRefused(`has ${base.length} base values for ${outputs} outputs`);
}

const isIndex = (value: number, below: number) => Number.isInteger(value) && value >= 0 && value < below;

const countOf = (node: OnnxNode): number => Number(node.attributes.get("n_targets") ?? 1);

function numbersOf(node: OnnxNode, name: string): number[] {
  const list = node.attributes.get(name) ?? [];
  if (!Array.isArray(list) || list.some((value) => typeof value !== "number"))
    throw new NodeRefused(`has ${name} that are no numbers`);
  return list as number[];
}

function listOf(node: OnnxNode, name: string, length: number): number[] {
  const list = numbersOf(node, name);
  if (list.length !== length) throw new NodeRefused(`has ${list.length} ${name} where ${length} are due`);
  return list;
}

function textsOf(node: OnnxNode, name: string): string[] {
  const list: OnnxAttribute = node.attributes.get(name) ?? [];
  return Array.isArray(list) ? list.map(String) : [];
}

function mustBeFinite(list: readonly number[], name: string): void {
  if (!list.every(Number.isFinite)) throw new NodeRefused(`has ${name} that are not finite`);
}
