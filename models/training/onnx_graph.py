"""Builds the one graph that the service runs: three tree ensembles, their mean and its calibration."""

import numpy as np
from onnx import ModelProto, TensorProto, checker, helper, numpy_helper

from ensemble import EPSILON, Ensemble
from members import FRAUD_WEIGHT
from tree_nodes import Trees, read_forest, read_lightgbm, read_xgboost


def build_graph(ensemble: Ensemble, width: int) -> ModelProto:
    a, b, c = ensemble.calibration
    constants = {
        "weight": FRAUD_WEIGHT,
        "one": 1.0,
        "low": EPSILON,
        "high": 1 - EPSILON,
        "a": a,
        "b": b,
        "c": c,
    }
    nodes = [
        tree_node("xgboost", read_xgboost(ensemble.xgboost)),
        tree_node("lightgbm", read_lightgbm(ensemble.lightgbm)),
        tree_node("forest", read_forest(ensemble.forest)),
        helper.make_node("Concat", ["xgboost", "lightgbm"], ["margins"], axis=1),
        helper.make_node("Sigmoid", ["margins"], ["boosted"]),
        helper.make_node("Concat", ["boosted", "forest"], ["said"], axis=1),
        # Odds without the weight that fraud had in training: p / (p + w (1 - p)).
        helper.make_node("Sub", ["one", "said"], ["unsaid"]),
        helper.make_node("Mul", ["unsaid", "weight"], ["weighted"]),
        helper.make_node("Add", ["said", "weighted"], ["total"]),
        helper.make_node("Div", ["said", "total"], ["members"]),
        helper.make_node("ReduceMean", ["members"], ["mean"], axes=[1], keepdims=0),
        # Beta calibration, see ensemble.calibrate.
        helper.make_node("Clip", ["mean", "low", "high"], ["p"]),
        helper.make_node("Log", ["p"], ["log_p"]),
        helper.make_node("Sub", ["one", "p"], ["q"]),
        helper.make_node("Log", ["q"], ["log_q"]),
        helper.make_node("Mul", ["log_p", "a"], ["a_log_p"]),
        helper.make_node("Mul", ["log_q", "b"], ["b_log_q"]),
        helper.make_node("Sub", ["a_log_p", "b_log_q"], ["slope"]),
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


def tree_node(name: str, trees: Trees):
    leaves = [index for index, is_leaf in enumerate(trees.leaf) if is_leaf]
    is_branch = [not is_leaf for is_leaf in trees.leaf]
    return helper.make_node(
        "TreeEnsembleRegressor",
        ["features"],
        [name],
        domain="ai.onnx.ml",
        n_targets=1,
        aggregate_function="SUM",
        base_values=[trees.base],
        nodes_treeids=trees.tree,
        nodes_nodeids=trees.node,
        nodes_featureids=trees.feature,
        nodes_modes=[trees.mode if branch else "LEAF" for branch in is_branch],
        nodes_values=[value if branch else 0.0 for value, branch in zip(trees.threshold, is_branch)],
        nodes_truenodeids=trees.yes,
        nodes_falsenodeids=trees.no,
        nodes_missing_value_tracks_true=trees.missing,
        target_treeids=[trees.tree[index] for index in leaves],
        target_nodeids=[trees.node[index] for index in leaves],
        target_ids=[0] * len(leaves),
        target_weights=[trees.threshold[index] for index in leaves],
    )
