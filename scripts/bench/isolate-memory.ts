/**
 * Memory that one Worker's isolate holds, in MB of a million bytes, as V8's inspector tells it after a collection: the pages
 * of its JavaScript heap, what the platform keeps for its objects, the contents of its buffers, the model's bytes among
 * them, and all of its WebAssembly memory. Not in it: compiled code, and what workerd itself needs.
 */
export async function isolateMemory(inspector: URL, worker: string): Promise<number> {
  const { send, context, close } = await converse(new URL(`/core:user:${worker}`, inspector));
  const prototype = await send("Runtime.evaluate", {
    contextId: context,
    expression: "WebAssembly.Memory.prototype",
  });
  // Looking for objects collects garbage first.
  const { objects } = await send("Runtime.queryObjects", { prototypeObjectId: prototype.result.objectId });
  const memories = await send("Runtime.callFunctionOn", {
    objectId: objects.objectId,
    functionDeclaration: "function () { return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0); }",
    returnByValue: true,
  });
  const heap = await send("Runtime.getHeapUsage");
  close();
  return (memories.result.value + heap.totalSize + heap.embedderHeapUsedSize + heap.backingStorageSize) / 1e6;
}

/** What the inspector answers, as far as it is read here. */
type Answer = {
  result: { objectId: string; value: number };
  objects: { objectId: string };
  totalSize: number;
  embedderHeapUsedSize: number;
  backingStorageSize: number;
};

/** Opens a conversation in the Chrome DevTools Protocol with the one context of an isolate. */
async function converse(address: URL) {
  const socket = new WebSocket(address.href);
  const waiting: ((message: { result?: Answer; error?: { message: string } }) => void)[] = [];
  let context = 0;
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(String(data));
    if (message.method === "Runtime.executionContextCreated") context = message.params.context.id;
    waiting[message.id]?.(message);
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", () => reject(new Error(`No inspector at ${address}`)));
  });
  const send = (method: string, params = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const id =
        waiting.push(({ result, error }) => (result ? resolve(result) : reject(new Error(error?.message)))) - 1;
      socket.send(JSON.stringify({ id, method, params }));
    });
  // Tells of the contexts before it answers.
  await send("Runtime.enable");
  return { send, context, close: () => socket.close() };
}
