import type { AttachmentRow } from "./store.ts";

type Named = Pick<AttachmentRow, "organizationId" | "id">;

/** Where the bytes of an attachment stand in the bucket. */
export const keyOf = ({ organizationId, id }: Named): string => `${organizationId}/${id}`;

/** Where the envelopes of an attachment belong: its bytes, and what it is called. */
export const placeOfFile = (row: Named): string => `r2:attachments|${keyOf(row)}`;
export const placeOfName = ({ organizationId, id }: Named): string =>
  `antifraud_attachments|sealed_name|${organizationId}|${id}`;
