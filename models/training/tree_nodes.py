"""Reads the trees of the three libraries into one form: the node attributes of an ONNX TreeEnsembleRegressor."""

import json
import math
from dataclasses import dataclass, field

import lightgbm as lgb
import numpy as np
import xgboost as xgb
from sklearn.ensemble import RandomForestClassifier


@dataclass
class Trees:
    """Nodes of all trees; a row goes to `yes` where its value is at most the threshold, or is missing and `missing` is set."""

    base: float = 0.0
    tree: list[int] = field(default_factory=list)
    node: list[int] = field(default_factory=list)
    feature: list[int] = field(default_factory=list)
    threshold: list[float] = field(default_factory=list)
    yes: list[int] = field(default_factory=list)
    no: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    leaf: list[bool] = field(default_factory=list)

    def add(self, tree: int, node: int, feature: int, threshold: float, yes: int, no: int, missing: bool) -> None:
        self._append(tree, node, feature, threshold, yes, no, missing, False)

    def add_leaf(self, tree: int, node: int, value: float) -> None:
        self._append(tree, node, 0, value, 0, 0, False, True)

    def _append(self, tree, node, feature, threshold, yes, no, missing, leaf) -> None:
        self.tree.append(tree)
        self.node.append(node)
        self.feature.append(int(feature))
        self.threshold.append(float(threshold))
        self.yes.append(int(yes))
        self.no.append(int(no))
        self.missing.append(int(missing))
        self.leaf.append(leaf)


def below(threshold: float) -> float:
    """The largest float32 that is not above a double: float32 values compare with it as they do with the double."""
    if abs(threshold) > float(np.finfo(np.float32).max):
        return math.copysign(math.inf, threshold)
    rounded = np.float32(threshold)
    return float(rounded if float(rounded) <= threshold else np.nextafter(rounded, np.float32(-np.inf)))


def read_xgboost(booster: xgb.Booster) -> Trees:
    learner = json.loads(booster.save_raw("json"))["learner"]
    base = float(learner["learner_model_param"]["base_score"].strip("[]"))
    trees = Trees(base=math.log(base / (1 - base)))
    for index, tree in enumerate(learner["gradient_booster"]["model"]["trees"]):
        for node, (left, right) in enumerate(zip(tree["left_children"], tree["right_children"])):
            value = tree["split_conditions"][node]
            if left == -1:
                trees.add_leaf(index, node, value)
            else:
                # XGBoost asks whether a value is less: at most the float32 before.
                before = float(np.nextafter(np.float32(value), np.float32(-np.inf)))
                trees.add(index, node, tree["split_indices"][node], before, left, right, tree["default_left"][node])
    return trees


def read_lightgbm(booster: lgb.Booster) -> Trees:
    trees = Trees()
    for index, tree in enumerate(booster.dump_model()["tree_info"]):
        count = 0

        def walk(item: dict) -> int:
            nonlocal count
            node, count = count, count + 1
            if "leaf_value" in item:
                trees.add_leaf(index, node, item["leaf_value"])
                return node
            place = len(trees.node)
            # LightGBM reads a missing value as zero where the training rows of the feature had none missing.
            missing = item["default_left"] if item["missing_type"] == "NaN" else 0.0 <= item["threshold"]
            trees.add(index, node, item["split_feature"], below(item["threshold"]), 0, 0, missing)
            trees.yes[place] = walk(item["left_child"])
            trees.no[place] = walk(item["right_child"])
            return node

        walk(tree["tree_structure"])
    return trees


def read_forest(forest: RandomForestClassifier) -> Trees:
    """Leaves hold the share of fraud divided by the number of trees, so that the sum is the mean."""
    trees = Trees()
    for index, estimator in enumerate(forest.estimators_):
        tree = estimator.tree_
        for node in range(tree.node_count):
            left, right = tree.children_left[node], tree.children_right[node]
            if left == -1:
                share = tree.value[node, 0]
                trees.add_leaf(index, node, share[1] / share.sum() / len(forest.estimators_))
            else:
                missing = tree.missing_go_to_left[node]
                trees.add(index, node, tree.feature[node], below(tree.threshold[node]), left, right, missing)
    return trees
