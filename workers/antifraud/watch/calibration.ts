/** The scores from 0 to 1000 are cut into so many bands of equal width. */
export const BANDS = 10;
export const BAND_WIDTH = 1000 / BANDS;
/** Fewer frauds or payments tell nothing of how far predictions are off. */
const FEWEST_FRAUDS = 20;
const FEWEST_PAYMENTS = 200;

/** The payments of one band of scores; `predicted` is the mean probability that the model gave them. */
export type CalibrationBand = { band: number; payments: number; frauds: number; predicted: number };

/** What a model predicted and what was found, of every `every`th payment of the days that outcomes are of. */
export type Calibration = { every: number; bands: CalibrationBand[] };

/**
 * Expected calibration error: how far the predicted share of fraud is from the found one, in the mean over payments (Naeini et
 * al., 2015). Null where too little is known.
 */
export function calibrationError(bands: readonly CalibrationBand[]): number | null {
  const [payments, frauds] = [sumOf(bands, "payments"), sumOf(bands, "frauds")];
  if (payments < FEWEST_PAYMENTS || frauds < FEWEST_FRAUDS) return null;
  return bands.reduce((sum, band) => sum + Math.abs(band.payments * band.predicted - band.frauds), 0) / payments;
}

/** How a calibration is told: every band, also those without payments. */
export function tellCalibration({ every, bands }: Calibration) {
  return {
    payments: sumOf(bands, "payments"),
    frauds: sumOf(bands, "frauds"),
    payments_needed: FEWEST_PAYMENTS,
    frauds_needed: FEWEST_FRAUDS,
    sampled_every: every,
    expected_error: rounded(calibrationError(bands)),
    bands: Array.from({ length: BANDS }, (_, band) => {
      const { payments = 0, frauds = 0, predicted = null } = bands.find((one) => one.band === band) ?? {};
      const found = payments === 0 ? null : frauds / payments;
      const edges = { from_score: band * BAND_WIDTH, to_score: (band + 1) * BAND_WIDTH };
      return { ...edges, payments, frauds, predicted: rounded(predicted), found: rounded(found) };
    }),
  };
}

const sumOf = (bands: readonly CalibrationBand[], of: "payments" | "frauds"): number =>
  bands.reduce((sum, band) => sum + band[of], 0);

/** Probabilities of ordinary payments begin behind the third place. */
const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(6)));
