import type { Answer, Language } from "../api-types.ts";

/** What the running service answered to the sample payment in each language; a test asks it again. */
export const recordedAnswers: Record<Language, Answer> = {
  uz: {
    transaction_id: "TXN-2025-123456",
    decision: "UNDER_REVIEW",
    risk_score: 550,
    confidence: 0.94,
    reasons: [
      "Odatdagidan boshqa joy (Dubai, odatda Tashkent)",
      "Toʻlovchi bu IP manzildan birinchi marta toʻlamoqda",
      "Chet eldagi savdo nuqtasi (Dubai)",
      "30 kunlik oʻrtachadan ancha katta summa (416,67 $, oʻrtacha 157,09 $)",
      "Savdo nuqtasidagi ilk toʻlovdan beri hali bir hafta ham oʻtmagan",
    ],
    recommended_action: "SMS orqali tasdiqlash kodini yuboring",
    ml_model_version: "v1.1.0-ensemble",
    processing_time_ms: 7,
  },
  ru: {
    transaction_id: "TXN-2025-123456",
    decision: "UNDER_REVIEW",
    risk_score: 550,
    confidence: 0.94,
    reasons: [
      "Необычное место (Dubai, обычно Tashkent)",
      "Плательщик впервые платит с этого IP-адреса",
      "Зарубежный продавец (Dubai)",
      "Сумма намного выше средней за 30 дней (416,67 $ против 157,09 $)",
      "С первого платежа у этого продавца не прошло и недели",
    ],
    recommended_action: "Отправьте код подтверждения по SMS",
    ml_model_version: "v1.1.0-ensemble",
    processing_time_ms: 1,
  },
  en: {
    transaction_id: "TXN-2025-123456",
    decision: "UNDER_REVIEW",
    risk_score: 550,
    confidence: 0.94,
    reasons: [
      "Unusual geographic location (Dubai, normally Tashkent)",
      "The payer pays from this IP address for the first time",
      "International merchant (Dubai)",
      "High amount compared to 30-day average ($416.67 vs $157.09)",
      "The merchant was first seen less than a week ago",
    ],
    recommended_action: "Send SMS verification code",
    ml_model_version: "v1.1.0-ensemble",
    processing_time_ms: 1,
  },
};
