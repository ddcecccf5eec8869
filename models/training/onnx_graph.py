"""Builds the one graph that the service runs: three tree ensembles, their mean and its calibration."""

import math

import numpy as np
from onnx import ModelProto, TensorProto, checker, helper, numpy_helper

from ensemble import EPSILON, Ensemble
from tree_nodes import Trees, read_forest, read_lightgbm, read_xgboost


def build_graph(ensemble: Ensemble, width: int) -> ModelProto:
    a, b, c = ensemble.calibration
    weight = ensemble.fraud_weight
    constants = {
        "w": weight,
        "w_less_one": weight - 1,
        "low": EPSILON,
        "high": 1 - EPSILON,
        "one": 1.0,
        "a_b": [a, -b],
        "c": c,
    }
    # Few nodes, since a node costs the service as much as a dozen trees. Fraud weighed w in training, which is divided out
    # of the odds: of a margin by taking ln w off, of a share by s / (w - (w - 1) s).
    shift = -math.log(weight)
    nodes = [
        tree_node("margins", [read_xgboost(ensemble.xgboost), read_lightgbm(ensemble.lightgbm)], shift),
        helper.make_node("Sigmoid", ["margins"], ["boosted"]),
        tree_node("share", [read_forest(ensemble.forest)], 0.0),
        helper.make_node("Mul", ["share", "w_less_one"], ["weighed"]),
        helper.make_node("Sub", ["w", "weighed"], ["rest"]),
        helper.make_node("Div", ["share", "rest"], ["forest"]),
        helper.make_node("Concat", ["boosted", "forest"], ["members"], axis=1),
        helper.make_node("ReduceMean", ["members"], ["mean"], axes=[1], keepdims=1),
        # Beta calibration, see ensemble.calibrate.
        helper.make_node("Clip", ["mean", "low", "high"], ["p"]),
        helper.make_node("Sub", ["one", "p"], ["q"]),
        helper.make_node("Concat", ["p", "q"], ["p_q"], axis=1),
        helper.make_node("Log", ["p_q"], ["log_p_q"]),
        helper.make_node("MatMul", ["log_p_q", "a_b"], ["slope"]),
        helper.make_node("Add", ["slope", "c"], ["logit"]),
        helper.make_node("Sigmoid", ["logit"], ["probability"]),
    ]
    graph = helper.make_graph(
        nodes,
        "fraud-risk",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["N", width])],
        [
            helper.make_tensor_value_info("probability", TensorProto.FLOAT, ["N"]),
            helper.make_tensor_value_info("members", TensorProto.FLOAT, ["N", 3]),
        ],
        [numpy_helper.from_array(np.array(value, dtype=np.float32), name) for name, value in constants.items()],
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="ai-foundry")
    checker.check_model(model)
    return model


def tree_node(output: str, ensembles: list[Trees], shift: float):
    """One node for ensembles that share their inputs; each has its column of the output."""
    trees, targets = joined(ensembles)
    leaves = [index for index, is_leaf in enumerate(trees.leaf) if is_leaf]
    is_branch = [not is_leaf for is_leaf in trees.leaf]
    return helper.make_node(
        "TreeEnsembleRegressor",
        ["features"],
        [output],
        domain="ai.onnx.ml",
        n_targets=len(ensembles),
        aggregate_function="SUM",
        base_values=[ensemble.base + shift for ensemble in ensembles],
        nodes_treeids=trees.tree,
        nodes_nodeids=trees.node,
        nodes_featureids=trees.feature,
        nodes_modes=["BRANCH_LEQ" if branch else "LEAF" for branch in is_branch],
        nodes_values=[value if branch else 0.0 for value, branch in zip(trees.threshold, is_branch)],
        nodes_truenodeids=trees.yes,
        nodes_falsenodeids=trees.no,
        nodes_missing_value_tracks_true=trees.missing,
        target_treeids=[trees.tree[index] for index in leaves],
        target_nodeids=[trees.node[index] for index in leaves],
        target_ids=[targets[index] for index in leaves],
        target_weights=[trees.threshold[index] for index in leaves],
    )


def joined(ensembles: list[Trees]) -> tuple[Trees, list[int]]:
    """All trees under numbers of their own, and of every node the ensemble that it belongs to."""
    together = Trees()
    targets: list[int] = []
    for target, ensemble in enumerate(ensembles):
        first = max(together.tree, default=-1) + 1
        together.tree += [first + tree for tree in ensemble.tree]
        for name in ["node", "feature", "threshold", "yes", "no", "missing", "leaf"]:
            getattr(together, name).extend(getattr(ensemble, name))
        targets += [target] * len(ensemble.tree)
    return together, targets
