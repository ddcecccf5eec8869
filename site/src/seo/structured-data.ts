import { usagePricing } from "../../../workers/billing/plans.ts";
import type { Language } from "../api-types.ts";

/** What search engines are told of the company (schema.org). */
export const describeCompany = (site: URL) => ({
  "@context": "https://schema.org",
  "@type": "Organization",
  name: "AI Foundry",
  url: site.href,
  logo: new URL("/favicon.svg", site).href,
  areaServed: "UZ",
});

/** What search engines are told of Anti-Fraud AI, its published price among it (schema.org). */
export const describeAntifraud = (site: URL, description: string, language: Language) => ({
  "@context": "https://schema.org",
  "@type": "SoftwareApplication",
  name: "Anti-Fraud AI",
  description,
  inLanguage: language,
  applicationCategory: "FinanceApplication",
  operatingSystem: "Web",
  provider: { "@type": "Organization", name: "AI Foundry", url: site.href },
  offers: {
    "@type": "Offer",
    priceCurrency: "USD",
    price: usagePricing.antifraud.monthly_minimum,
    priceSpecification: {
      "@type": "UnitPriceSpecification",
      priceCurrency: "USD",
      price: usagePricing.antifraud.monthly_minimum,
      unitCode: "MON",
    },
  },
});
