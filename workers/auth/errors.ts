import { defineProblem } from "#platform/problem";

/** How callers are told to sign in. */
export const challenge = { "www-authenticate": 'Bearer realm="aifoundry"' };

const notAuthenticatedProblem = defineProblem({
  code: "auth.not_authenticated",
  status: 401,
  title: { uz: "Avval tizimga kiring", ru: "Сначала войдите в систему", en: "Sign in first" },
});
export const notAuthenticated = () =>
  notAuthenticatedProblem({ detail: "Could not validate credentials", headers: challenge });

const wrongCredentialsProblem = defineProblem({
  code: "auth.wrong_credentials",
  status: 401,
  title: {
    uz: "Elektron pochta yoki parol notoʻgʻri",
    ru: "Неверная почта или пароль",
    en: "The e-mail or the password is wrong",
  },
});
/** The same for an unknown address and a wrong password, so that accounts cannot be listed. */
export const wrongCredentials = () => wrongCredentialsProblem({ headers: challenge });

export const emailTaken = defineProblem({
  code: "auth.email_taken",
  status: 409,
  title: {
    uz: "Bu elektron pochta allaqachon roʻyxatdan oʻtgan",
    ru: "Эта почта уже зарегистрирована",
    en: "This e-mail is already registered",
  },
});
export const scopeTooWide = defineProblem({
  code: "auth.scope_too_wide",
  status: 403,
  title: {
    uz: "Kalitga oʻzingizda yoʻq ruxsatni bera olmaysiz",
    ru: "Нельзя выдать ключу права, которых нет у вас",
    en: "A key cannot be given a permission that you do not have",
  },
});
export const wrongMode = defineProblem({
  code: "auth.wrong_mode",
  status: 403,
  title: {
    uz: "Kalit soʻralgan rejimga tegishli emas",
    ru: "Ключ относится к другому режиму",
    en: "The key is not of the mode that was asked for",
  },
});
export const clockBackwards = defineProblem({
  code: "sandbox.clock_backwards",
  status: 409,
  title: {
    uz: "Sinov soatini faqat oldinga surish mumkin",
    ru: "Тестовые часы можно переводить только вперёд",
    en: "The test clock only goes forward",
  },
});
export const apiKeyNotFound = defineProblem({
  code: "auth.api_key_not_found",
  status: 404,
  title: { uz: "Bunday kalit yoʻq", ru: "Такого ключа нет", en: "There is no such key" },
});

const refreshExpiredProblem = defineProblem({
  code: "auth.refresh_expired",
  status: 401,
  title: {
    uz: "Seans tugagan, qaytadan kiring",
    ru: "Сеанс завершён, войдите снова",
    en: "The session is over, sign in again",
  },
});
export const refreshExpired = () => refreshExpiredProblem({ headers: challenge });

const refreshReusedProblem = defineProblem({
  code: "auth.refresh_reused",
  status: 401,
  title: {
    uz: "Eski token qayta ishlatildi, xavfsizlik uchun seans yopildi",
    ru: "Старый токен использован повторно, сеанс закрыт ради безопасности",
    en: "An old token was used again, so the session was ended for safety",
  },
});
export const refreshReused = () => refreshReusedProblem({ headers: challenge });

export const sessionNotFound = defineProblem({
  code: "auth.session_not_found",
  status: 404,
  title: { uz: "Bunday seans yoʻq", ru: "Такого сеанса нет", en: "There is no such session" },
});
export const peopleOnly = defineProblem({
  code: "auth.people_only",
  status: 403,
  title: {
    uz: "Buni kalit emas, faqat tizimga kirgan odam qila oladi",
    ru: "Это доступно только вошедшему человеку, а не ключу",
    en: "Only a signed-in person can do this, not a key",
  },
});

export const personNotFound = defineProblem({
  code: "auth.person_not_found",
  status: 404,
  title: { uz: "Bunday foydalanuvchi yoʻq", ru: "Такого пользователя нет", en: "There is no such person" },
});
export const lastAdmin = defineProblem({
  code: "auth.last_admin",
  status: 409,
  title: {
    uz: "Tashkilotda kamida bitta administrator qolishi kerak",
    ru: "В организации должен остаться хотя бы один администратор",
    en: "An organisation keeps at least one administrator",
  },
});
export const lastSuperAdmin = defineProblem({
  code: "auth.last_super_admin",
  status: 409,
  title: {
    uz: "Platformada kamida bitta bosh administrator qolishi kerak",
    ru: "На платформе должен остаться хотя бы один главный администратор",
    en: "The platform keeps at least one super administrator",
  },
});
export const ownAccount = defineProblem({
  code: "auth.own_account",
  status: 409,
  title: {
    uz: "Oʻz hisobingizni toʻxtatib qoʻya olmaysiz",
    ru: "Свою учётную запись приостановить нельзя",
    en: "You cannot suspend your own account",
  },
});
export const personSuspended = defineProblem({
  code: "auth.person_suspended",
  status: 403,
  title: {
    uz: "Hisobingiz toʻxtatib qoʻyilgan, qoʻllab-quvvatlash xizmatiga murojaat qiling",
    ru: "Ваша учётная запись приостановлена, обратитесь в поддержку",
    en: "Your account is suspended, contact support",
  },
});
export const tooManyViews = defineProblem({
  code: "auth.too_many_views",
  status: 409,
  title: {
    uz: "Saqlangan koʻrinishlar juda koʻp, avval keraksizini oʻchiring",
    ru: "Сохранённых видов слишком много, сначала удалите лишние",
    en: "There are too many saved views, delete some first",
  },
});
export const roleTooHigh = defineProblem({
  code: "auth.role_too_high",
  status: 403,
  title: {
    uz: "Bu rol ustidan faqat bosh administrator qaror qiladi",
    ru: "Этой ролью распоряжается только главный администратор",
    en: "Only a super administrator decides about this role",
  },
});

export const passwordRefused = defineProblem({
  code: "auth.password_refused",
  status: 422,
  title: {
    uz: "Bu parolni topish juda oson, boshqasini tanlang",
    ru: "Этот пароль слишком легко подобрать, выберите другой",
    en: "This password is too easy to guess, choose another",
  },
});
export const tooManyAttempts = defineProblem({
  code: "auth.too_many_attempts",
  status: 429,
  title: {
    uz: "Urinishlar juda koʻp boʻldi, birozdan keyin qayta urining",
    ru: "Слишком много попыток, повторите чуть позже",
    en: "Too many attempts, try again in a while",
  },
});
export const wrongPassword = defineProblem({
  code: "auth.wrong_password",
  status: 403,
  title: { uz: "Hozirgi parol notoʻgʻri", ru: "Текущий пароль неверен", en: "The current password is wrong" },
});
export const addressNotAllowed = defineProblem({
  code: "auth.address_not_allowed",
  status: 403,
  title: {
    uz: "Bu manzildan kirishga ruxsat berilmagan",
    ru: "Доступ с этого адреса не разрешён",
    en: "Access from this address is not permitted",
  },
});
export const crossSiteRequest = defineProblem({
  code: "auth.cross_site_request",
  status: 403,
  title: {
    uz: "Soʻrov boshqa saytdan kelgani uchun rad etildi",
    ru: "Запрос отклонён: он пришёл с другого сайта",
    en: "The request came from another site and was refused",
  },
});
export const cookiesNeedHttps = defineProblem({
  code: "auth.cookies_need_https",
  status: 400,
  title: {
    uz: "Brauzerda faqat https orqali kirish mumkin",
    ru: "Войти в браузере можно только по https",
    en: "Signing in with a browser needs https",
  },
});
export const tokenInvalid = defineProblem({
  code: "auth.token_invalid",
  status: 400,
  title: {
    uz: "Havola eskirgan yoki ishlatilgan, yangisini soʻrang",
    ru: "Ссылка устарела или уже использована, запросите новую",
    en: "The link is too old or was used, ask for a new one",
  },
});
export const alreadyMember = defineProblem({
  code: "auth.already_member",
  status: 409,
  title: {
    uz: "Bu odam tashkilotingizda allaqachon bor",
    ru: "Этот человек уже есть в вашей организации",
    en: "This person is in your organisation already",
  },
});
