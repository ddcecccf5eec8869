/** What is sold, in the order of the site. */
export const products = [
  { module: "antifraud", name: "Anti-Fraud AI", isOpen: true },
  { module: "bankcall", name: "BankCall AI", isOpen: false },
  { module: "marketplace", name: "BiznesYordam", isOpen: false },
] as const;

export type ProductModule = (typeof products)[number]["module"];

/**
 * The products that an organisation can have today: those that the Worker's registry carries, which a test compares. The others
 * are said to be in preparation.
 */
export const openProducts = products.filter(({ isOpen }) => isOpen);

/** The products that an address asks for, of those that can be had; the first where it names none. */
export function askedProducts(search: string): ProductModule[] {
  const asked = new URLSearchParams(search).get("products")?.split(",") ?? [];
  const known = openProducts.filter(({ module }) => asked.includes(module));
  return (known.length > 0 ? known : openProducts.slice(0, 1)).map(({ module }) => module);
}
