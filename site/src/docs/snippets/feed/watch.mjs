import { setTimeout as wait } from "node:timers/promises";

/** Follows the live feed. `onMessage` gets each message once, in order; `onGap` says that the list has to be read anew. */
export async function watch({ origin, key, lastEventId, onMessage, onGap, signal }) {
  let seen = lastEventId;
  let failures = 0;
  while (!signal.aborted) {
    const answer = await fetch(`${origin}/api/dashboard/live-feed/tickets`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}` },
    });
    if (answer.status === 401 || answer.status === 403) throw new Error("The key may not watch any more");
    if (answer.ok) {
      const { ticket } = await answer.json();
      const url = new URL("/api/dashboard/live-feed", origin.replace(/^http/, "ws"));
      if (seen !== undefined) url.searchParams.set("last_event_id", seen);
      const socket = new WebSocket(url, ["aifoundry.v1", `ticket.${ticket}`]);
      signal.addEventListener("abort", () => socket.close(), { once: true });
      socket.onmessage = ({ data }) => {
        const message = JSON.parse(data);
        seen = message.event_id;
        failures = 0;
        if (message.event_type === "resync") onGap();
        else onMessage(message);
        socket.send(`ack ${seen}`);
      };
      await new Promise((closed) => {
        socket.onclose = closed;
      });
    }
    if (!signal.aborted) await wait(Math.min(30_000, 1000 * 2 ** failures++));
  }
}
