import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const COMPRESSED = /^(text\/|application\/(json|javascript|problem\+json|manifest\+json)|image\/svg)/;

/** Compresses in front of a server what the edge would compress, which the local runtime does not; sockets pass through. */
export async function startEdge(origin: string): Promise<{ url: string; stop: () => void }> {
  const { hostname, port } = new URL(origin);
  const compressed = new Map<string, Buffer>();

  /** Once for each file: the edge keeps them as well. */
  function compress(body: Buffer, isBrotli: boolean, key: string | undefined): Buffer {
    const known = key === undefined ? undefined : compressed.get(key);
    const bytes =
      known ??
      (isBrotli
        ? brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
        : gzipSync(body, { level: 6 }));
    if (key !== undefined) compressed.set(key, bytes);
    return bytes;
  }

  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, url = "/", headers } = incoming;
    const onward = request({ hostname, port, method, path: url, headers }, (answer) => {
      const accepted = String(headers["accept-encoding"] ?? "");
      const coding = accepted.includes("br") ? "br" : accepted.includes("gzip") ? "gzip" : undefined;
      const isText = COMPRESSED.test(String(answer.headers["content-type"] ?? ""));
      if (!coding || !isText || answer.headers["content-encoding"]) {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
        return;
      }
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const key = url.startsWith("/_astro/") ? `${coding} ${url}` : undefined;
        const body = compress(Buffer.concat(chunks), coding === "br", key);
        const { "transfer-encoding": _, ...kept } = answer.headers;
        outgoing.writeHead(answer.statusCode ?? 502, {
          ...kept,
          "content-encoding": coding,
          "content-length": body.length,
          vary: "accept-encoding",
        });
        outgoing.end(body);
      });
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  }

  const server = createServer(pass);
  server.on("upgrade", ({ method, url, rawHeaders }, socket, head) => {
    const onward = connect(Number(port), hostname, () => {
      const lines = rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${rawHeaders[i + 1]}`] : []));
      onward.write(`${method} ${url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // SAFETY: a server that listens on a port has such an address.
  const { port: own } = server.address() as AddressInfo;
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${own}`, stop };
}
