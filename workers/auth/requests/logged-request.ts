/** So many requests of a tenant are kept, the newest. */
export const REQUESTS_KEPT = 1000;

/** One request of a machine, as the log keeps it: no header, no body, nothing that opens anything. */
export type LoggedRequest = {
  id: string;
  /** As the answer and the log of the service name it; the caller may have chosen it. */
  requestId: string;
  /** When it came, epoch milliseconds. */
  at: number;
  method: string;
  /** The operation, as the contract writes its path; null where it was refused before one was found. */
  route: string | null;
  /** Path and query, as far as they may be kept. */
  target: string;
  status: number;
  /** The code of the problem that it was answered with. */
  problem: string | null;
  ms: number;
  callerId: string;
  /** Of the body that came, without parameters; null where none came. */
  mediaType: string | null;
  /** Sizes of the bodies, in bytes; null where they were not told. */
  receivedBytes: number | null;
  sentBytes: number | null;
};

/** What an isolate tells the log of a tenant at once, and how many it left out since they came too fast. */
export type RequestBatch = { requests: LoggedRequest[]; leftOut: number };

export const statusClasses = ["2xx", "3xx", "4xx", "5xx"] as const;

/** Which requests are looked for. */
export type RequestFilter = {
  status?: (typeof statusClasses)[number];
  /** A part of the path, or of the operation's. */
  path?: string;
  callerId?: string;
  /** A part of the id of the request. */
  requestId?: string;
};

/** Whether a request is looked for. */
export function matches(request: LoggedRequest, { status, path, callerId, requestId }: RequestFilter): boolean {
  if (status !== undefined && Math.floor(request.status / 100) !== Number(status[0])) return false;
  if (callerId !== undefined && request.callerId !== callerId) return false;
  if (requestId !== undefined && !request.requestId.includes(requestId)) return false;
  if (path === undefined) return true;
  const sought = path.toLowerCase();
  return request.target.toLowerCase().includes(sought) || (request.route ?? "").toLowerCase().includes(sought);
}

/** Whether a part of a path, or a value of a query, is this identifier. */
export function names(target: string, id: string): boolean {
  const [path = "", query = ""] = target.split("?");
  return path.split("/").some((part) => decode(part) === id) || [...new URLSearchParams(query).values()].includes(id);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
