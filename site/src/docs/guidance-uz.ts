import { accessUz } from "./guidance/access-uz.ts";
import { accountsUz } from "./guidance/accounts-uz.ts";
import { listsUz } from "./guidance/lists-uz.ts";
import { modelsUz } from "./guidance/models-uz.ts";
import { requestsUz } from "./guidance/requests-uz.ts";
import { rulesUz } from "./guidance/rules-uz.ts";
import { servicesUz } from "./guidance/services-uz.ts";
import type { GuidanceTable } from "./guidance.ts";

export const guidanceUz: GuidanceTable = {
  byCode: {
    ...accountsUz,
    ...modelsUz,
    ...listsUz,
    ...rulesUz,
    ...requestsUz,
    ...accessUz,
    ...servicesUz,
  },
  byStatus: {
    400: {
      meaning: "Soʻrovni tushunib boʻlmadi. Hech narsa saqlanmadi.",
      remedy: "Soʻrovni /openapi.json dagi tavsif bilan solishtiring va tuzatib yuboring.",
    },
    401: {
      meaning: "Soʻrovda token yoki API kaliti yoʻq, u eskirgan yoki bekor qilingan.",
      remedy:
        "authorization: Bearer sarlavhasida amaldagi token yoki kalitni yuboring. Token bir soat yaraydi: undan oldin yoki keyin refresh_token ni POST /api/auth/refresh-token ga yuborib, yangi juftlik oling. U ham eskirgan boʻlsa, qayta kiring.",
    },
    403: {
      meaning: "Kimligingiz maʼlum, lekin rolingiz yoki kalitingizga bu amal uchun ruxsat berilmagan.",
      remedy:
        "Javobdagi detail kerakli ruxsatni aytadi. Uni tashkilot administratoridan soʻrang yoki ruxsati bor kalitdan foydalaning.",
    },
    404: {
      meaning: "Bunday manzil yoki yozuv yoʻq, yoxud u boshqa tashkilotga tegishli: ikkalasiga javob bir xil.",
      remedy: "Manzil va identifikatorni tekshiring. Roʻyxat soʻrovi qaysi yozuvlar borligini koʻrsatadi.",
    },
    409: {
      meaning: "Soʻrov hozirgi holatga zid: bunday yozuv allaqachon bor. Hech narsa oʻzgarmadi.",
      remedy: "Borini oʻqing va undan foydalaning yoki boshqa qiymat bilan yuboring.",
    },
    412: {
      meaning: "Yozuv siz oʻqiganingizdan keyin oʻzgargan. Oʻzgartirishingiz qoʻllanmadi.",
      remedy:
        "Uni qayta oʻqing, oʻzgartirishni shunga kiriting va yangi ETag qiymatini If-Match sarlavhasida yuboring.",
    },
    413: {
      meaning: "Soʻrov tanasi ruxsat etilgan hajmdan katta. U oʻqilmadi.",
      remedy: "Faqat kerakli maydonlarni yuboring. Katta roʻyxatni boʻlib yuboring.",
    },
    415: {
      meaning: "Soʻrov tanasi JSON deb belgilanmagan.",
      remedy: "content-type: application/json sarlavhasini qoʻshing.",
    },
    422: {
      meaning: "Soʻrov oʻqildi, lekin uni bajarib boʻlmaydi. Hech narsa saqlanmadi.",
      remedy: "Javobdagi detail va errors maydonlarini oʻqing, tuzatib qayta yuboring.",
    },
    429: {
      meaning: "Qisqa vaqtda ruxsat etilganidan koʻp soʻrov keldi. Bu soʻrov bajarilmadi.",
      remedy:
        "Retry-After sarlavhasidagi soniyalarcha kuting, soʻng qayta yuboring. RateLimit sarlavhasi qancha qolganini aytadi.",
    },
    500: {
      meaning: "Xato bizning tomonda. Soʻrovingizda ayb yoʻq.",
      remedy: "Soʻrovni bir marta qayta yuboring. Takrorlansa, requestId bilan bizga yozing.",
    },
    503: {
      meaning: "Xizmatning bir qismi hozir javob bermayapti. Hech narsa saqlanmadi.",
      remedy: "Bir necha soniyadan keyin qayta yuboring, har urinishda kutishni uzaytiring.",
    },
  },
};
