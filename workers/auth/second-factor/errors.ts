import { defineProblem } from "#platform/problem";
import { challenge } from "../errors.ts";

export const wrongCode = defineProblem({
  code: "auth.wrong_code",
  status: 403,
  title: {
    uz: "Kod notoʻgʻri yoki ishlatilgan",
    ru: "Код неверен или уже использован",
    en: "The code is wrong or was used before",
  },
});
export const factorLocked = defineProblem({
  code: "auth.factor_locked",
  status: 429,
  title: {
    uz: "Notoʻgʻri kodlar koʻp boʻldi, birozdan keyin yoki zaxira kod bilan urining",
    ru: "Слишком много неверных кодов, повторите позже или введите резервный код",
    en: "Too many wrong codes, try again later or use a backup code",
  },
});
export const factorActive = defineProblem({
  code: "auth.factor_active",
  status: 409,
  title: {
    uz: "Ikkinchi omil allaqachon yoqilgan",
    ru: "Второй фактор уже включён",
    en: "A second factor is in force already",
  },
});
export const factorMissing = defineProblem({
  code: "auth.factor_missing",
  status: 409,
  title: { uz: "Ikkinchi omil yoqilmagan", ru: "Второй фактор не включён", en: "There is no second factor" },
});
const challengeExpiredProblem = defineProblem({
  code: "auth.challenge_expired",
  status: 401,
  title: {
    uz: "Kirish muddati tugadi, parolni qaytadan kiriting",
    ru: "Время входа истекло, введите пароль снова",
    en: "The sign-in took too long, enter the password again",
  },
});
export const challengeExpired = () => challengeExpiredProblem({ headers: challenge });
