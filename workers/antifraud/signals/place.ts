import type { Payment } from "./payment.ts";

/** Where a payer pays: the last place with coordinates, and how often each city and country was seen. */
export type Places = {
  last: { at: number; lat: number; lon: number } | null;
  cities: { city: string; country: string | null; lat: number | null; lon: number | null; n: number }[];
  countries: { country: string; n: number }[];
};

const CITIES_KEPT = 12;
const COUNTRIES_KEPT = 24;
const EARTH_RADIUS_KM = 6371.0088;

export const emptyPlaces = (): Places => ({ last: null, cities: [], countries: [] });

export function addToPlaces(places: Places, payment: Payment): void {
  const { at, lat, lon, city, country } = payment;
  if (lat !== null && lon !== null && at >= (places.last?.at ?? 0)) places.last = { at, lat, lon };
  if (country !== null)
    count(places.countries, (known) => known.country === country, { country, n: 0 }, COUNTRIES_KEPT);
  if (city !== null)
    count(places.cities, (known) => known.city === city, { city, country, lat, lon, n: 0 }, CITIES_KEPT);
}

/** Most frequent first; the least frequent makes room. */
function count<T extends { n: number }>(list: T[], isSame: (item: T) => boolean, fresh: T, capacity: number): void {
  let index = list.findIndex(isSame);
  if (index < 0) {
    if (list.length === capacity) list.pop();
    index = list.push(fresh) - 1;
  }
  const item = list[index]!;
  item.n++;
  while (index > 0 && list[index - 1]!.n < item.n) {
    list[index] = list[index - 1]!;
    index--;
  }
  list[index] = item;
}

/** Great-circle distance in kilometres (haversine, mean Earth radius of IUGG). */
export function distanceKm(from: { lat: number; lon: number }, to: { lat: number; lon: number }): number {
  const rad = Math.PI / 180;
  const dLat = ((to.lat - from.lat) * rad) / 2;
  const dLon = ((to.lon - from.lon) * rad) / 2;
  const h = Math.sin(dLat) ** 2 + Math.cos(from.lat * rad) * Math.cos(to.lat * rad) * Math.sin(dLon) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** How far and how fast the payer would have moved since its last place; nulls where a place is unknown. */
export function travelTo(places: Places, payment: Payment): { km: number | null; kmh: number | null } {
  const { lat, lon, at } = payment;
  if (places.last === null || lat === null || lon === null) return { km: null, kmh: null };
  const km = distanceKm(places.last, { lat, lon });
  const hours = Math.max(Math.abs(at - places.last.at), 60_000) / 3_600_000;
  return { km, kmh: km / hours };
}

/** Kilometres from the city where the payer pays most. */
export function distanceFromHome(places: Places, payment: Payment): number | null {
  const home = places.cities[0];
  const { lat, lon } = payment;
  if (!home || home.lat === null || home.lon === null || lat === null || lon === null) return null;
  return distanceKm({ lat: home.lat, lon: home.lon }, { lat, lon });
}
