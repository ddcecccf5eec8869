/** The products by the names on the wire; called alike in every language. */
export const productNames: Record<string, string> = { antifraud: "Anti-Fraud AI", bankcall: "BankCall AI" };

export const nameProducts = (modules: readonly string[]): string =>
  modules.map((module) => productNames[module] ?? module).join(", ");
