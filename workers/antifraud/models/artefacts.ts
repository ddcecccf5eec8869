import type { ModelRow } from "./store.ts";

/** Where the bytes of a model stand in the bucket. */
export const artefactKey = ({ organizationId, id }: Pick<ModelRow, "organizationId" | "id">): string =>
  `${organizationId}/${id}.onnx`;

/** SHA-256 in hexadecimal. */
export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
