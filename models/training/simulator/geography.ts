/** A city where people live or spend; coordinates in degrees, `weight` is people in thousands at home, popularity abroad. */
export type City = {
  country: string;
  city: string;
  lat: number;
  lon: number;
  currency: string;
  /** Hours ahead of UTC. */
  utcOffset: number;
  /** First two bytes of its addresses. */
  network: string;
  weight: number;
};

const uz = (city: string, lat: number, lon: number, weight: number, network: string): City => ({
  country: "UZ",
  city,
  lat,
  lon,
  currency: "UZS",
  utcOffset: 5,
  network,
  weight,
});

/** Cities of Uzbekistan; population of 2023 in thousands, by the Statistics Agency, the capital doubled for its card use. */
export const homeCities: readonly City[] = [
  uz("Tashkent", 41.2995, 69.2401, 5800, "213.230"),
  uz("Samarkand", 39.6542, 66.9597, 570, "84.54"),
  uz("Namangan", 40.9983, 71.6726, 660, "93.188"),
  uz("Andijan", 40.7821, 72.3442, 460, "94.141"),
  uz("Fergana", 40.3864, 71.7864, 300, "95.130"),
  uz("Bukhara", 39.7747, 64.4286, 280, "89.236"),
  uz("Nukus", 42.4531, 59.6103, 330, "178.218"),
  uz("Karshi", 38.8606, 65.7891, 280, "185.139"),
  uz("Kokand", 40.5286, 70.9425, 260, "188.113"),
  uz("Termez", 37.2242, 67.2783, 190, "195.158"),
  uz("Jizzakh", 40.1158, 67.8422, 180, "213.206"),
  uz("Urgench", 41.55, 60.6333, 150, "82.215"),
  uz("Navoi", 40.0844, 65.3792, 150, "91.204"),
  uz("Gulistan", 40.4897, 68.7842, 90, "90.156"),
];

const abroad = (
  country: string,
  city: string,
  lat: number,
  lon: number,
  currency: string,
  utcOffset: number,
  network: string,
  weight: number,
): City => ({ country, city, lat, lon, currency, utcOffset, network, weight });

/** Where people of Uzbekistan travel, work and shop. */
export const foreignCities: readonly City[] = [
  abroad("AE", "Dubai", 25.2048, 55.2708, "AED", 4, "94.200", 20),
  abroad("TR", "Istanbul", 41.0082, 28.9784, "USD", 3, "78.160", 20),
  abroad("RU", "Moscow", 55.7558, 37.6173, "RUB", 3, "95.165", 16),
  abroad("KZ", "Almaty", 43.222, 76.8512, "KZT", 5, "92.46", 14),
  abroad("KR", "Seoul", 37.5665, 126.978, "USD", 9, "121.134", 6),
  abroad("RU", "Saint Petersburg", 59.9311, 30.3609, "RUB", 3, "178.64", 5),
  abroad("KG", "Bishkek", 42.8746, 74.5698, "USD", 6, "212.112", 5),
  abroad("TJ", "Dushanbe", 38.5598, 68.787, "USD", 5, "109.75", 4),
  abroad("DE", "Frankfurt", 50.1109, 8.6821, "EUR", 1, "91.64", 3),
  abroad("SA", "Jeddah", 21.4858, 39.1925, "USD", 3, "188.49", 5),
  abroad("CN", "Urumqi", 43.8256, 87.6168, "USD", 8, "124.117", 3),
  abroad("TH", "Bangkok", 13.7563, 100.5018, "USD", 7, "171.96", 4),
  abroad("EG", "Sharm el-Sheikh", 27.9158, 34.33, "USD", 2, "156.160", 3),
  abroad("GB", "London", 51.5074, -0.1278, "USD", 0, "81.128", 2),
  abroad("FR", "Paris", 48.8566, 2.3522, "EUR", 1, "90.84", 2),
  abroad("US", "New York", 40.7128, -74.006, "USD", -5, "72.229", 1),
];

/** Where stolen cards are spent most; the weights are an assumption, the same cities as those of honest travellers. */
export const fraudCities: readonly City[] = foreignCities.map((place) => ({
  ...place,
  weight:
    { Dubai: 24, Istanbul: 16, Moscow: 12, London: 8, "New York": 6, Frankfurt: 6, Bangkok: 6, Almaty: 5 }[
      place.city
    ] ?? 2,
}));
