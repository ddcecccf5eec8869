import { defineProblem } from "#platform/problem";

export const endpointNotFound = defineProblem({
  code: "webhooks.endpoint_not_found",
  status: 404,
  title: { uz: "Bunday vebhuk manzili yoʻq", ru: "Такого адреса вебхука нет", en: "There is no such webhook endpoint" },
});
export const deliveryNotFound = defineProblem({
  code: "webhooks.delivery_not_found",
  status: 404,
  title: { uz: "Bunday yetkazma yoʻq", ru: "Такой доставки нет", en: "There is no such delivery" },
});
export const tooManyEndpoints = defineProblem({
  code: "webhooks.too_many_endpoints",
  status: 409,
  title: {
    uz: "Vebhuk manzillari soni chegaraga yetdi",
    ru: "Достигнут предел числа адресов вебхуков",
    en: "The organisation has as many webhook endpoints as it may have",
  },
});
export const endpointDisabled = defineProblem({
  code: "webhooks.endpoint_disabled",
  status: 409,
  title: {
    uz: "Vebhuk manzili oʻchirilgan, avval uni yoqing",
    ru: "Адрес вебхука отключён, сначала включите его",
    en: "The webhook endpoint is disabled, enable it first",
  },
});
export const endpointChanged = defineProblem({
  code: "webhooks.endpoint_changed",
  status: 412,
  title: {
    uz: "Vebhuk manzili bu orada oʻzgardi, uni qayta oʻqing",
    ru: "Адрес вебхука тем временем изменился, прочитайте его заново",
    en: "The webhook endpoint was changed meanwhile, read it again",
  },
});
export const webhooksUnavailable = defineProblem({
  code: "webhooks.unavailable",
  status: 503,
  title: {
    uz: "Vebhuklar xizmati javob bermayapti, birozdan keyin qayta urining",
    ru: "Сервис вебхуков не отвечает, повторите чуть позже",
    en: "Webhooks do not answer, try again shortly",
  },
});
