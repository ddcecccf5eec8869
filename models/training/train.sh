#!/bin/sh
# Makes models/fraud-risk from nothing: simulate, replay, train, export, evaluate. Six to ten minutes on two cores.
# Usage: sh models/training/train.sh [work folder]; Python with models/training/requirements.txt must be on the path.
set -eu
cd "$(dirname "$0")/../.."
work=${1:-/tmp/fraud-risk}
node=node_modules/.bin/node
mkdir -p "$work"
replay() { "$node" models/training/replay.ts --simulate "$@"; }
replay --seed 1 --days 100 --customers 5000 --warmup-days 20 --out "$work/main.parquet"
replay --seed 2 --days 60 --customers 2500 --warmup-days 15 --out "$work/other.parquet"
replay --seed 3 --days 21 --customers 4000 --warmup-days 0 --out "$work/cold.parquet"
replay --seed 5 --days 10 --customers 3000 --warmup-days 0 --out "$work/start.parquet"
cd models/training
python3 train.py --work "$work"
python3 export_onnx.py --work "$work" --out ../fraud-risk
python3 evaluate.py --work "$work" --model ../fraud-risk > "$work/report.json"
python3 write_card.py --work "$work" --model ../fraud-risk
