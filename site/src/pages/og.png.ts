import type { APIRoute } from "astro";
import { drawCard } from "../seo/draw-card.ts";

export const GET: APIRoute = async () => new Response(await drawCard(), { headers: { "content-type": "image/png" } });
