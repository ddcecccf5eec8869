/** How the values of a field stand on the wire: one, or several that may be packed together. */
export type FieldKind =
  | "integer"
  | "integers"
  | "float"
  | "floats"
  | "doubles"
  | "text"
  | "texts"
  | "bytes"
  | "message"
  | "messages"
  | "unread";

/** The fields that a message may have, by number. `unread` ones are stepped over; any other makes the message malformed. */
export type MessageShape = Readonly<Record<number, FieldKind>>;

/** Bytes that are no message of the expected shape; `message` says where. */
export class MalformedMessage extends Error {}

const VARINT = 0;
const FIXED64 = 1;
const DELIMITED = 2;
const FIXED32 = 5;

const wireTypeOf: Record<FieldKind, number> = {
  integer: VARINT,
  integers: VARINT,
  float: FIXED32,
  floats: FIXED32,
  doubles: FIXED64,
  text: DELIMITED,
  texts: DELIMITED,
  bytes: DELIMITED,
  message: DELIMITED,
  messages: DELIMITED,
  unread: DELIMITED,
};
const packedKinds: ReadonlySet<FieldKind> = new Set(["integers", "floats", "doubles"]);
const singularKinds: ReadonlySet<FieldKind> = new Set(["integer", "float", "text", "bytes", "message"]);

/**
 * Reads one protobuf message, strictly: other readers merge fields that come twice and step over what they do not know,
 * so that two of them may see different messages in the same bytes. Here such bytes are refused.
 */
export class Message {
  readonly #values = new Map<number, unknown[]>();
  readonly #name: string;

  constructor(bytes: Uint8Array, shape: MessageShape, name: string) {
    this.#name = name;
    const cursor = new Cursor(bytes, name);
    while (!cursor.isAtEnd) {
      const tag = cursor.varint();
      const number = Math.floor(tag / 8);
      const kind = shape[number];
      if (kind === undefined) throw new MalformedMessage(`${name} has a field ${number} that is not permitted`);
      this.#take(cursor, number, kind, tag % 8);
    }
  }

  has(number: number): boolean {
    return this.#values.has(number);
  }
  integer(number: number, otherwise = 0): number {
    return (this.#values.get(number)?.[0] as number | undefined) ?? otherwise;
  }
  numbers(number: number): number[] {
    return (this.#values.get(number) ?? []) as number[];
  }
  text(number: number): string {
    return this.#decode((this.#values.get(number)?.[0] ?? NOTHING) as Uint8Array);
  }
  texts(number: number): string[] {
    return ((this.#values.get(number) ?? []) as Uint8Array[]).map((bytes) => this.#decode(bytes));
  }
  bytes(number: number): Uint8Array | undefined {
    return this.#values.get(number)?.[0] as Uint8Array | undefined;
  }
  message(number: number, shape: MessageShape, name: string): Message {
    return new Message(this.bytes(number) ?? NOTHING, shape, `${this.#name}.${name}`);
  }
  messages(number: number, shape: MessageShape, name: string): Message[] {
    return ((this.#values.get(number) ?? []) as Uint8Array[]).map(
      (bytes, index) => new Message(bytes, shape, `${this.#name}.${name}.${index}`),
    );
  }

  #take(cursor: Cursor, number: number, kind: FieldKind, wireType: number): void {
    if (kind === "unread") {
      cursor.skip(wireType);
      return;
    }
    const isPacked = packedKinds.has(kind) && wireType === DELIMITED;
    if (wireType !== wireTypeOf[kind] && !isPacked) throw this.#malformed(`has a field ${number} of the wrong kind`);
    const values = this.#values.get(number) ?? [];
    this.#values.set(number, values);
    if (values.length > 0 && singularKinds.has(kind)) throw this.#malformed(`has the field ${number} twice`);
    if (!isPacked) {
      values.push(cursor.value(wireType));
      return;
    }
    const inner = new Cursor(cursor.delimited(), this.#name);
    while (!inner.isAtEnd) values.push(inner.value(wireTypeOf[kind]));
  }

  #decode(bytes: Uint8Array): string {
    try {
      return strictUtf8.decode(bytes);
    } catch {
      throw this.#malformed("holds text that is not UTF-8");
    }
  }

  #malformed(what: string): MalformedMessage {
    return new MalformedMessage(`${this.#name} ${what}`);
  }
}

const NOTHING = new Uint8Array();
const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/** Walks over bytes, never past their end. */
class Cursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #name: string;
  #at = 0;

  constructor(bytes: Uint8Array, name: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#name = name;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** A 64-bit integer in two's complement; beyond 2^53 it is rounded, which every bound here lies far below. */
  varint(): number {
    let low = 0;
    for (let i = 0; i < 7; i++) {
      const byte = this.#byte();
      low += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) return low;
    }
    let high = 0n;
    for (let i = 0; i < 3; i++) {
      const byte = this.#byte();
      high |= BigInt(byte & 0x7f) << BigInt(7 * i);
      if (byte < 0x80) return Number(BigInt.asIntN(64, (high << 49n) | BigInt(low)));
    }
    throw new MalformedMessage(`${this.#name} has an integer without an end`);
  }

  value(wireType: number): number | Uint8Array {
    if (wireType === VARINT) return this.varint();
    if (wireType === DELIMITED) return this.delimited();
    const from = this.#advance(wireType === FIXED32 ? 4 : 8);
    return wireType === FIXED32 ? this.#view.getFloat32(from, true) : this.#view.getFloat64(from, true);
  }

  delimited(): Uint8Array {
    const length = this.varint();
    const from = this.#advance(length);
    return this.#bytes.subarray(from, from + length);
  }

  skip(wireType: number): void {
    if (![VARINT, FIXED64, DELIMITED, FIXED32].includes(wireType))
      throw new MalformedMessage(`${this.#name} has a field of no known kind`);
    this.value(wireType);
  }

  #byte(): number {
    return this.#bytes[this.#advance(1)]!;
  }

  #advance(length: number): number {
    const from = this.#at;
    if (length < 0 || from + length > this.#bytes.length) throw new MalformedMessage(`${this.#name} ends too early`);
    this.#at = from + length;
    return from;
  }
}
