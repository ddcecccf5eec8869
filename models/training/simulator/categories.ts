/** How money is spent in a merchant category: dollars by a log-normal law, and how often in which situation. */
export type Category = {
  name: string;
  medianUsd: number;
  sigma: number;
  /** How often in everyday life, on a journey abroad, and how often by those who are rich. */
  everyday: number;
  journey: number;
  affluent: number;
  /** Share of its payments that are made online. */
  online: number;
};

const category = (
  name: string,
  medianUsd: number,
  sigma: number,
  everyday: number,
  journey: number,
  affluent: number,
  online: number,
): Category => ({ name, medianUsd, sigma, everyday, journey, affluent, online });

export const categories = {
  groceries: category("Groceries", 9, 0.7, 30, 16, 18, 0.05),
  restaurants: category("Restaurants", 7, 0.6, 14, 24, 18, 0.15),
  transport: category("Transport", 1.2, 0.6, 14, 16, 10, 0.6),
  fuel: category("Fuel", 15, 0.4, 5, 2, 6, 0),
  pharmacy: category("Pharmacy", 6, 0.7, 6, 3, 4, 0.05),
  utilities: category("Utilities", 11, 0.6, 5, 0, 4, 0.95),
  topUp: category("Mobile Top-up", 3, 0.5, 8, 2, 4, 0.95),
  transfer: category("P2P Transfer", 30, 1.1, 14, 4, 10, 1),
  marketplace: category("Marketplace", 18, 0.9, 8, 2, 8, 1),
  fashion: category("Fashion", 32, 0.7, 4, 9, 8, 0.3),
  electronics: category("Electronics", 120, 0.9, 1.8, 6, 3, 0.35),
  home: category("Home Goods", 45, 0.9, 3, 1, 4, 0.2),
  health: category("Healthcare", 22, 0.8, 2.5, 1, 3, 0.05),
  education: category("Education", 90, 0.7, 1.2, 0, 2, 0.5),
  subscription: category("Digital Subscription", 7, 0.5, 3, 2, 5, 1),
  games: category("Games", 5, 0.8, 3, 1, 1, 1),
  airline: category("Airline", 190, 0.6, 0.4, 2, 2, 0.95),
  hotel: category("Hotel", 85, 0.6, 0.4, 10, 2, 0.5),
  cash: category("Cash Withdrawal", 45, 0.8, 5, 7, 4, 0),
  auto: category("Auto Parts", 60, 0.9, 1, 0.2, 2, 0.1),
  vehicles: category("Vehicle Dealer", 2400, 0.8, 0.06, 0.02, 0.3, 0.05),
  tuition: category("University Tuition", 1400, 0.6, 0.05, 0.02, 0.2, 0.9),
  clinic: category("Private Clinic", 300, 1, 0.15, 0.15, 0.4, 0.1),
  luxury: category("Luxury Goods", 420, 0.9, 0.04, 0.8, 1.6, 0.15),
  jewelry: category("Jewelry", 260, 0.9, 0.12, 0.8, 1, 0.05),
  crypto: category("Crypto Exchange", 80, 1.1, 0.25, 0.1, 0.6, 1),
  betting: category("Betting", 12, 1, 0.5, 0.2, 0.5, 1),
  giftCards: category("Gift Cards", 20, 0.7, 0.4, 0.1, 0.5, 1),
  wallet: category("Wallet", 25, 0.9, 1.5, 0.3, 1, 1),
  charity: category("Charity", 3, 0.9, 0.6, 0.1, 1, 1),
} as const satisfies Record<string, Category>;

export type CategoryKey = keyof typeof categories;
export const categoryKeys = Object.keys(categories) as CategoryKey[];
