import { expect, it } from "vitest";
import golden from "../../../models/fraud-risk/golden.json" with { type: "json" };
import { runSession } from "../../../workers/antifraud/onnx-sessions.ts";
import { bundledModel } from "../../../workers/antifraud/risk-model.ts";

it("answers every golden row in workerd as Python's onnxruntime did, to a millionth", async () => {
  const { session, reading } = await bundledModel();
  let largest = 0;
  for (const { features, probability, members } of golden) {
    const row = Float32Array.from(features, (value) => value ?? Number.NaN);
    const [said] = await runSession(session, row, reading.featureCount);
    const answers = [said!.probability, ...said!.members];
    expect(answers).toHaveLength(1 + members.length);
    for (const [i, expected] of [probability, ...members].entries())
      largest = Math.max(largest, Math.abs(answers[i]! - expected));
  }
  expect(largest).toBeLessThanOrEqual(1e-6);
});
