import type { Context } from "hono";
import { createRouter, type Http } from "#platform/http";
import type { PrivacyPart } from "#platform/privacy";
import { askErasure, askExport, askOwnExport } from "./ask.ts";
import {
  getDownload,
  getKeys,
  getOwnDownload,
  getOwnExport,
  getRequest,
  getRequests,
  getRetention,
  postErasure,
  postExport,
  postOwnExport,
  postResealing,
  putRetention,
} from "./contracts.ts";
import { downloadExport } from "./download-export.ts";
import { ownExportOf, readRequests, requestOf, toView } from "./read-requests.ts";
import { orderResealing, readKeys } from "./reseal.ts";
import { changeRetention, readRetention } from "./retention.ts";
import type { RequestRow } from "./store.ts";

/** The routes of privacy over what the given parts keep. */
export function privacyRoutes(parts: readonly PrivacyPart[]) {
  const download = async (c: Context<Http>, row: RequestRow) => {
    const { platform, caller, requestId } = c.var;
    const document = await downloadExport(platform, caller, parts, row, requestId);
    const headers = {
      "content-type": "application/json",
      "content-disposition": `attachment; filename="${row.id}.json"`,
    };
    // SAFETY: the document is what the contract describes; a stream has no type of its own here.
    return c.body(document, 200, headers) as never;
  };
  return createRouter()
    .openapi(postExport, async (c) => {
      const { platform, caller, requestId } = c.var;
      const row = await askExport(platform, caller, c.req.valid("json").subject, requestId);
      return c.json(await toView(platform, row, parts), 202);
    })
    .openapi(postErasure, async (c) => {
      const { platform, caller, requestId } = c.var;
      const row = await askErasure(platform, caller, c.req.valid("json"), requestId);
      return c.json(await toView(platform, row, parts), 202);
    })
    .openapi(getRequests, async (c) => {
      const { platform, caller, requestId } = c.var;
      return c.json(await readRequests(platform, caller, parts, c.req.valid("query"), requestId), 200);
    })
    .openapi(getRequest, async (c) => {
      const { platform, caller } = c.var;
      return c.json(await toView(platform, await requestOf(platform, caller, c.req.valid("param").id), parts), 200);
    })
    .openapi(getDownload, async (c) => download(c, await requestOf(c.var.platform, c.var.caller, c.req.param("id"))))
    .openapi(postOwnExport, async (c) => {
      const { platform, caller, requestId } = c.var;
      return c.json(await toView(platform, await askOwnExport(platform, caller, requestId), parts), 202);
    })
    .openapi(getOwnExport, async (c) => {
      const { platform, caller } = c.var;
      return c.json(await toView(platform, await ownExportOf(platform, caller, c.req.valid("param").id), parts), 200);
    })
    .openapi(getOwnDownload, async (c) =>
      download(c, await ownExportOf(c.var.platform, c.var.caller, c.req.param("id"))),
    )
    .openapi(getKeys, async (c) => c.json(await readKeys(c.var.platform), 200))
    .openapi(postResealing, async (c) => {
      const { platform, caller, requestId } = c.var;
      return c.json(await orderResealing(platform, caller, requestId), 202);
    })
    .openapi(getRetention, async (c) => c.json(await readRetention(c.var.platform, c.var.caller, parts), 200))
    .openapi(putRetention, async (c) => {
      const { platform, caller, requestId } = c.var;
      return c.json(await changeRetention(platform, caller, parts, c.req.valid("json").days, requestId), 200);
    });
}
