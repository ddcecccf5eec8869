/** The page of what webhooks tell of. */
export const events = {
  title: "Hodisalar katalogi",
  search: "Hodisa nomi",
  columns: { type: "Turi", title: "Maʼnosi", product: "Mahsulot" },
  example: "Namuna",
  schema: "JSON Schema",
  empty: "Hali birorta hodisa yoʻq",
};
