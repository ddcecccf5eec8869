import { accountsUz } from "./guidance/accounts-uz.ts";
import { listsUz } from "./guidance/lists-uz.ts";
import { modelsUz } from "./guidance/models-uz.ts";
import { rulesUz } from "./guidance/rules-uz.ts";
import type { GuidanceTable } from "./guidance.ts";

export const guidanceUz: GuidanceTable = {
  byCode: {
    ...accountsUz,
    ...modelsUz,
    ...listsUz,
    ...rulesUz,
    "request.invalid": {
      meaning: "Soʻrov oʻqildi, lekin bir yoki bir nechta maydon shartga mos emas. Hech narsa saqlanmadi.",
      remedy:
        "Javobdagi errors roʻyxatini oʻqing: path maydonni, message shartni aytadi. Maydonni tuzatib, qayta yuboring.",
    },
    "request.malformed_json": {
      meaning: "Soʻrov tanasini JSON sifatida oʻqib boʻlmadi. Hech narsa saqlanmadi.",
      remedy:
        "Tanani JSON kutubxonasi bilan tuzing: ortiqcha vergul, yopilmagan qavs yoki notoʻgʻri kodlash boʻlishi mumkin.",
    },
    "request.card_number_refused": {
      meaning:
        "errors koʻrsatgan maydonda karta raqami yoki aynan shunga oʻxshaydigan 13–19 xonali son bor: nazorat raqami (Lun) toʻgʻri chiqadi. Karta raqamini qabul qilmaymiz, saqlamaymiz va jurnalga yozmaymiz; tasodifan mos kelgan identifikatorni ham undan ajratib boʻlmaydi.",
      remedy:
        "Raqam oʻrniga metadata.card_fingerprint maydonida token yoki kalitli xesh, kerak boʻlsa card_last4 da oxirgi toʻrt raqamni yuboring. Bu sizning identifikatoringiz boʻlsa, uni ketma-ket 12 tadan koʻp raqam boʻlmaydigan qilib, boʻlaklarini pastki chiziq bilan yozing, masalan TXN_20251124_000123456, yoki chiziqchali UUID oling.",
    },
    "idempotency.key_reused": {
      meaning: "Bu kalit boshqa tana yoki manzilli soʻrovga tegishli. Hech narsa oʻzgarmadi.",
      remedy:
        "Har bir yangi soʻrovga yangi kalit bering, masalan UUID, va uni faqat shu soʻrovni takrorlashda ishlating.",
    },
    "idempotency.in_flight": {
      meaning: "Shu kalitli birinchi soʻrovga hali javob berilmadi. Hech narsa ikkinchi marta bajarilmadi.",
      remedy: "Retry-After aytgan soniyacha kuting va oʻsha soʻrovni qayta yuboring: birinchi javobni olasiz.",
    },
    "idempotency.answer_lost": {
      meaning:
        "Shu kalitli birinchi soʻrov bajarilgan, lekin javobi saqlanishidan oldin uzilib qolgan. U qayta bajarilmaydi.",
      remedy:
        "Soʻrov oʻzgartiradigan roʻyxatni koʻring; detail birinchi soʻrovni aytadi, audit jurnali u nima qilganini shu raqam bilan koʻrsatadi. Yangi ish uchun yangi kalit oling.",
    },
    "auth.wrong_credentials": {
      meaning: "Bunday pochta va parol juftligi yoʻq. Qaysi biri notoʻgʻri ekanini ataylab aytmaymiz.",
      remedy: "Pochtani tekshiring va parolni qayta tering. Klaviatura tili va Caps Lock ga qarang.",
    },
    "auth.module_not_enabled": {
      meaning: "Tashkilotingiz yoki hisobingiz uchun bu mahsulot yoqilmagan.",
      remedy: "Tashkilot administratoridan mahsulotni yoqishni soʻrang.",
    },
    "auth.scope_too_wide": {
      meaning: "Yaratilayotgan kalitga oʻz rolingizda yoʻq ruxsat soʻraldi. Kalit yaratilmadi.",
      remedy:
        "scopes roʻyxatida faqat oʻzingizda bor ruxsatlarni qoldiring. Ular GET /api/users/me javobining permissions maydonida.",
    },
    "auth.live_only": {
      meaning:
        "Sinov rejimida faqat sinov muhitiga tegishli amallar ochiq. Bu amal haqiqiy maʼlumotga tegishli, hech narsa oʻzgarmadi.",
      remedy: "aif_live_ kalitini ishlating yoki soʻrovdan Foundry-Mode sarlavhasini olib tashlang.",
    },
    "auth.test_only": {
      meaning: "Bu manzil faqat sinov muhitida bor, soʻrov esa haqiqiy rejimda keldi.",
      remedy: "aif_test_ kalitini ishlating yoki tizimga kirgan boʻlsangiz, Foundry-Mode: test sarlavhasini qoʻshing.",
    },
    "auth.wrong_mode": {
      meaning: "Foundry-Mode sarlavhasi bir rejimni, kalit esa boshqasini bildiradi. Kalitning rejimi oʻzgarmaydi.",
      remedy: "Sozlamada toʻgʻri kalit turganini tekshiring: aif_live_ haqiqiy, aif_test_ sinov rejimi uchun.",
    },
    "sandbox.clock_backwards": {
      meaning: "Soʻralgan vaqt sinov soati koʻrsatayotgan vaqtdan oldin. Soat oʻzgarmadi.",
      remedy:
        "Javobdagi detail vaqtidan keyingisini yuboring yoki DELETE /api/sandbox/clock bilan haqiqiy vaqtga qayting.",
    },
    "auth.oauth_scope_too_wide": {
      meaning: "Mijozga oʻzingizda yoʻq ruxsat soʻraldi. Hech narsa saqlanmadi.",
      remedy:
        "scopes roʻyxatida faqat oʻzingizda bor ruxsatlarni qoldiring. Ular GET /api/users/me javobining permissions maydonida.",
    },
    "auth.oauth_client_without_secret": {
      meaning: "Mijoz private_key_jwt usuli bilan roʻyxatdan oʻtgan: u soʻrovlarini oʻz kaliti bilan imzolaydi.",
      remedy:
        "Kalitni almashtirish uchun PUT /api/oauth/clients/{client_id} soʻrovida jwks maydonida yangi ochiq kalitni yuboring.",
    },
    "antifraud.transaction_conflict": {
      meaning:
        "Shu transaction_id bilan avval boshqa maʼlumotli toʻlov yuborilgan. Birinchi qaror oʻz kuchida, yangi maʼlumot hisobga olinmadi.",
      remedy:
        "Bu yangi toʻlov boʻlsa, unga yangi transaction_id bering. Takroriy urinish boʻlsa, tanani oʻzgartirmay yuboring.",
    },
    "antifraud.review_held": {
      meaning:
        "Bu toʻlovni boshqa xodim tekshiruvga olgan va muddati hali tugamagan. Kim va qachongacha ekani detail maydonida. Hech narsa oʻzgarmadi.",
      remedy:
        "Navbatdagi keyingi toʻlovni oling yoki oʻsha vaqtgacha kuting: oxirgi uzaytirishdan 15 daqiqa oʻtgach toʻlov oʻzi boʻshaydi. Hamkasbingizga aytadigan gapingiz boʻlsa, izoh qoldiring.",
    },
    "antifraud.review_closed": {
      meaning:
        "Bu toʻlov boʻyicha xulosa allaqachon berilgan: kim, qachon va qanday xulosa bergani detail maydonida. Soʻrovingiz hech narsani oʻzgartirmadi.",
      remedy:
        "Xulosani faqat uni bergan xodim va faqat oʻn soniya ichida bekor qila oladi. Keyinroq boshqacha boʻlib chiqsa, buni /api/antifraud/labels orqali xabar qiling.",
    },
    "antifraud.verdict_not_undoable": {
      meaning:
        "Bu toʻlov boʻyicha hali bekor qilsa boʻladigan xulosangiz yoʻq: oʻn soniya oʻtib ketgan yoki xulosani siz bermagansiz.",
      remedy:
        "Xulosa allaqachon yetkazilgan. Toʻlov aslida qanday boʻlganini /api/antifraud/labels orqali xabar qiling.",
    },
    "antifraud.verification_conflict": {
      meaning:
        "Shu reference bilan avval boshqa natija yoki boshqa toʻlovning natijasi qabul qilingan. U oʻz kuchida qoladi.",
      remedy:
        "Toʻlovchini tekshirishning har bir urinishiga alohida reference bering, soʻrovni esa faqat oʻzgartirmay takrorlang.",
    },
    "antifraud.unknown_currency": {
      meaning:
        "currency maydonidagi valyuta uchun kursimiz yoʻq, shuning uchun summani baholab boʻlmadi. Qaror chiqarilmadi.",
      remedy:
        "ISO 4217 kodini tekshiring, masalan UZS, USD, EUR. Valyuta toʻgʻri boʻlsa, requestId bilan bizga yozing.",
    },
    "antifraud.decision_unavailable": {
      meaning:
        "Toʻlovchi holatini oʻqib boʻlmadi, shuning uchun qaror chiqarilmadi. Toʻlov oʻtkazilgan deb hisoblanmaydi.",
      remedy:
        "Xuddi shu soʻrovni oʻzgartirmay bir necha soniyadan keyin qayta yuboring: transaction_id uni ikki marta hisoblashdan saqlaydi.",
    },
    "dashboard.ticket_refused": {
      meaning:
        "Jonli oqim chiptasi yoʻq, eskirgan yoki ishlatib boʻlingan. Chipta bir marta, yarim daqiqa ichida yaraydi.",
      remedy: "POST /api/dashboard/live-feed/tickets orqali yangi chipta oling va darrov ulaning.",
    },
    "dashboard.feed_full": {
      meaning:
        "Tashkilotingizda jonli oqimga besh mingta ulanish ochiq, bundan ortigʻi mumkin emas. Yangisi ochilmadi.",
      remedy:
        "Bir daqiqadan keyin qayta urining, ungacha GET /api/dashboard/live-feed/events orqali oʻqing. Sahifa yoki dasturlar ulanishlarni ochiq qoldirmayotganini tekshiring.",
    },
    "dashboard.origin_refused": {
      meaning: "Jonli oqimga boshqa sayt sahifasidan ulanishga urinildi.",
      remedy: "Panelning oʻz manzilidan foydalaning. Serveringizdan ulansangiz, Origin sarlavhasini yubormang.",
    },
    "privacy.own_account": {
      meaning: "Siz oʻz hisobingizni yoʻq qilishni soʻradingiz. Hech narsa oʻzgarmadi.",
      remedy: "Buni tashkilotingizning boshqa administratoridan soʻrang.",
    },
    "privacy.export_not_ready": {
      meaning: "Maʼlumotlar nusxasi hali tayyorlanmoqda.",
      remedy: "Soʻrov holati done boʻlguncha tekshirib turing, keyin yuklab oling.",
    },
    "privacy.export_expired": {
      meaning: "Nusxalar yetti kun saqlanadi va egasining maʼlumotlari yoʻq qilinsa, undan keyin qolmaydi.",
      remedy: "Yangi nusxani POST /api/privacy/export orqali soʻrang.",
    },
    "webhooks.endpoint_disabled": {
      meaning:
        "Oʻchirilgan manzilga hech narsa yuborilmaydi: uni egasi oʻchirgan, u 410 deb javob bergan yoki besh kun surunkasiga xabarlarni qabul qilmagan.",
      remedy:
        "Qabul qiluvchini tuzating, manzilni PUT soʻrovi bilan yoqing, soʻng POST …/recover siz aytgan paytdan beri oʻtkazib yuborilganini yuboradi.",
    },
    "webhooks.too_many_endpoints": {
      meaning: "Tashkilotda koʻpi bilan {most_endpoints} ta vebhuk manzili boʻladi. Manzil qoʻshilmadi.",
      remedy: "Keraksizini oʻchiring yoki bitta manzilni bir nechta hodisa turiga obuna qiling.",
    },
    "auth.refresh_reused": {
      meaning:
        "Yangilash tokeni oʻrnini bosgan token ishlatilgandan keyin keldi. Ikkisidan biri begona qoʻlda, shuning uchun seans yopildi.",
      remedy:
        "Qaytadan kiring. Agar bu sizning dasturingiz boʻlsa: faqat eng yangi tokenni saqlang va uni bitta jarayon yangilasin.",
    },
    "auth.refresh_expired": {
      meaning: "Seans tugagan yoki bu token allaqachon boshqasiga almashgan.",
      remedy: "Qaytadan kiring. Seans 7 kun yangilanmasa, har qanday holda esa 30 kundan keyin tugaydi.",
    },
    "auth.step_up_required": {
      meaning: "Bu amal sozlamalarni oʻzgartiradi, ikkinchi omil esa bu seansda soʻnggi oʻn daqiqada koʻrsatilmagan.",
      remedy: "Ilovadagi kodni POST /api/auth/2fa/step-up manziliga yuboring va soʻrovni takrorlang.",
    },
    "auth.second_factor_required": {
      meaning:
        "Tashkilotingiz ikkinchi omilni talab qiladi, bu seansda esa u yoʻq. Ungacha faqat oʻz hisobingiz ochiq.",
      remedy: "Uni POST /api/auth/2fa/enroll va /verify orqali yoqing yoki kod bilan qaytadan kiring.",
    },
    "auth.factor_locked": {
      meaning:
        "Ketma-ket beshta notoʻgʻri kod keldi. Chorak soat davomida kod qabul qilinmaydi; hisobingiz yopilmagan.",
      remedy: "Retry-After aytganicha kuting yoki zaxira kodni kiriting. Telefoningiz soatini tekshiring.",
    },
    "auth.too_many_attempts": {
      meaning: "Bu hisobga yoki shu manzildan kirishga urinishlar juda koʻp boʻldi.",
      remedy: "Retry-After aytganicha kuting. Avval kirgan manzillaringiz siz uchun ochiq qoladi.",
    },
    "auth.password_refused": {
      meaning:
        "Bu parolni buzgʻunchilar birinchi boʻlib sinaydi yoki unda ismingiz, tashkilotingiz nomidan boshqa deyarli hech narsa yoʻq.",
      remedy: "Bir-biriga bogʻlanmagan bir nechta soʻz tanlang. Raqam va belgilar shart emas.",
    },
    "request.too_many": {
      meaning: "Hisobingiz, tarifingiz yoki kalitingizning soatlik kvotasi tugadi yoki soʻrovlar juda tez kelmoqda.",
      remedy:
        "Retry-After sarlavhasidagi soniyalarcha kuting, soʻng qayta yuboring. Kvotalarni RateLimit-Policy, qolganini RateLimit aytadi.",
    },
    "auth.address_not_allowed": {
      meaning:
        "Tashkilot yoki kalitdan faqat unga belgilangan tarmoqlardan foydalanish mumkin, soʻrov esa boshqa manzildan keldi.",
      remedy:
        "Shu tarmoqlardan yuboring yoki administrator yangisini qoʻshsin: PUT /api/organizations/{id}/ip-allowlist, kalit uchun PUT /api/api-keys/{id}/networks.",
    },
    "auth.own_address_missing": {
      meaning: "Manzilingiz roʻyxatdagi tarmoqlarning birortasida yoʻq: saqlansa, oʻzingiz ham kira olmay qolasiz.",
      remedy: "Oʻzingiz turgan tarmoqni qoʻshing yoki roʻyxatni undagi tarmoqlardan birida turib oʻzgartiring.",
    },
    "auth.cross_site_request": {
      meaning:
        "Brauzerning aytishicha, seansingiz cookie-fayllari bilan kelgan bu soʻrovni boshqa sayt yuborgan yoki u qoʻlda terilgan. Hech narsa bajarilmadi.",
      remedy:
        "Soʻrovni shu sayt sahifasidan yuboring. Dastur tokenni authorization sarlavhasida, cookie-siz yuboradi; cookie soʻrasa, Origin sarlavhasini ham qoʻshadi.",
    },
    "auth.cookies_need_https": {
      meaning: "Brauzer seans cookie-fayllarini faqat https orqali yoki oʻz kompyuterida localhost manzilida saqlaydi.",
      remedy: "Saytni https orqali oching yoki u ishlayotgan kompyuterda http://localhost orqali kiring.",
    },
    "auth.token_invalid": {
      meaning: "Xatdagi token ishlatilgan, eskirgan yoki bizniki emas. Hech narsa oʻzgarmadi.",
      remedy:
        "Yangi xat soʻrang: POST /api/auth/forgot-password, POST /api/auth/verify-email/resend yoki yangi taklif.",
    },
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
