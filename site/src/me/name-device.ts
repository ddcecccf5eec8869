import { describeDevice } from "../../../workers/auth/sessions/describe-device.ts";

/** What a browser says of itself, shortly: `Chrome, Android`; a program by its own name; undefined of one that says nothing. */
export const nameDevice = (userAgent: string | null): string | undefined =>
  userAgent ? (describeDevice(userAgent) ?? userAgent.split(/[\s(]/)[0]) : undefined;
