import { expect, it } from "vitest";
import { calibrationError, tellCalibration } from "../../workers/antifraud/watch/calibration.ts";

const band = (band: number, payments: number, frauds: number, predicted: number) => ({
  band,
  payments,
  frauds,
  predicted,
});

it("a model that is right in every band is off by nothing, else by the mean over payments", () => {
  expect(calibrationError([band(0, 900, 9, 0.01), band(9, 100, 80, 0.8)])).toBeCloseTo(0, 12);
  expect(calibrationError([band(0, 900, 9, 0.01), band(9, 100, 30, 0.8)])).toBeCloseTo(0.05, 12);
});

it("too few payments or frauds tell no error, but what there is", () => {
  expect(calibrationError([])).toBeNull();
  expect(calibrationError([band(9, 199, 100, 0.5)])).toBeNull();
  expect(calibrationError([band(0, 5000, 19, 0.5)])).toBeNull();
  const told = tellCalibration({ every: 3, bands: [band(4, 10, 1, 0.25)] });
  expect(told).toMatchObject({ payments: 10, frauds: 1, sampled_every: 3, expected_error: null });
  expect(told.bands).toHaveLength(10);
  expect(told.bands[4]).toEqual({
    from_score: 400,
    to_score: 500,
    payments: 10,
    frauds: 1,
    predicted: 0.25,
    found: 0.1,
  });
  expect(told.bands[5]).toMatchObject({ payments: 0, predicted: null, found: null });
});
