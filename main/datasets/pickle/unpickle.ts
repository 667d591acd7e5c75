import { LoomError } from '#shared/messages/loom-error.ts'
import { createPickleReader, type PickleReader } from './pickle-reader.ts'
import { type Call, isAllowed, type PickleValue, reduce, setState } from './pickle-values.ts'

/**
 * Reads a Python pickle (protocols 0 to 5) made of numbers, texts, lists, dicts and NumPy arrays, as the batches of CIFAR are.
 * Nothing is ever run: of Python's names only the four that make arrays are known, as data, and any other name or
 * instruction is refused with its place. No library is used, because those there are build what a file names, and read the
 * bytes of Python 2 as text.
 * Format: docs.python.org/3/library/pickletools.html.
 * @throws LoomError data.pickle…
 */
export function unpickle(file: string, bytes: Uint8Array): PickleValue {
  const machine = new Machine(file, bytes)
  return machine.run()
}

class Machine {
  private stack: PickleValue[] = []
  private readonly marked: PickleValue[][] = []
  private readonly memo = new Map<number, PickleValue>()
  private readonly reader: PickleReader
  /** Bytes that texts may still be turned into: a file cannot have one text copied for ever. */
  private budget: number

  constructor(
    private readonly file: string,
    bytes: Uint8Array,
  ) {
    this.reader = createPickleReader(file, bytes)
    this.budget = bytes.length
  }

  run(): PickleValue {
    for (;;) {
      const offset = this.reader.offset()
      const code = this.reader.byte()
      if (code === stop) return this.pop()
      const step = steps.get(code)
      if (!step) throw new LoomError('data.pickleOpcode', { file: this.file, offset, code: hex(code) })
      step(this, this.reader)
    }
  }

  push(value: PickleValue): void {
    this.stack.push(value)
  }

  pop(): PickleValue {
    const value = this.stack.pop()
    if (value === undefined) throw this.broken()
    return value
  }

  top(): PickleValue {
    const value = this.stack.at(-1)
    if (value === undefined) throw this.broken()
    return value
  }

  mark(): void {
    this.marked.push(this.stack)
    this.stack = []
  }

  /** All since the last mark. */
  popMarked(): PickleValue[] {
    const items = this.stack
    const before = this.marked.pop()
    if (!before) throw this.broken()
    this.stack = before
    return items
  }

  popSeveral(count: number): PickleValue[] {
    if (this.stack.length < count) throw this.broken()
    return this.stack.splice(-count)
  }

  append(items: readonly PickleValue[]): void {
    const list = this.top()
    if (!Array.isArray(list)) throw this.broken()
    for (const item of items) list.push(item)
  }

  setItems(items: readonly PickleValue[]): void {
    const dict = this.top()
    if (!(dict instanceof Map) || items.length % 2 !== 0) throw this.broken()
    for (let place = 0; place < items.length; place += 2) dict.set(this.keyOf(items[place]), items[place + 1] ?? null)
  }

  remember(place = this.memo.size): void {
    this.memo.set(place, this.top())
  }

  recall(place: number): void {
    const value = this.memo.get(place)
    if (value === undefined) throw this.broken()
    this.push(value)
  }

  pushName(module: PickleValue, name: PickleValue): void {
    const call = `${this.keyOf(module)}.${this.keyOf(name)}`
    if (!isAllowed(call)) throw new LoomError('data.pickleGlobal', { file: this.file, name: call.slice(0, 200) })
    this.push({ call })
  }

  reduce(): void {
    const [call, values] = this.popSeveral(2)
    if (!isCall(call) || !Array.isArray(values)) throw this.broken()
    const made = reduce(call.call, values)
    if (made === undefined) throw this.broken()
    if (made instanceof Uint8Array) {
      this.budget -= made.length
      if (this.budget < 0) throw this.broken()
    }
    this.push(made)
  }

  build(): void {
    const [made, state] = this.popSeveral(2)
    const isSet = setState(made, state)
    if (!isSet || made === undefined) throw this.broken()
    this.push(made)
  }

  broken(): LoomError {
    return new LoomError('data.pickleBroken', { file: this.file, offset: this.reader.offset() })
  }

  private keyOf(value: PickleValue | undefined): string {
    if (typeof value === 'string') return value
    if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1')
    if (typeof value === 'number') return String(value)
    throw this.broken()
  }
}

function isCall(value: PickleValue | undefined): value is Call {
  return typeof value === 'object' && value !== null && 'call' in value
}

function hex(code: number): string {
  return `0x${code.toString(16).padStart(2, '0')}`
}

const stop = 0x2e

type Step = (machine: Machine, reader: PickleReader) => void

/** What each instruction does, by its byte; those that are not here are refused. */
const steps = new Map<number, Step>([
  // PROTO, FRAME: how the file is written and cut.
  [0x80, (_, reader) => void reader.byte()],
  [0x95, (_, reader) => void reader.bytes(8)],
  // MARK, POP, POP_MARK, DUP
  [0x28, (machine) => machine.mark()],
  [0x30, (machine) => void machine.pop()],
  [0x31, (machine) => void machine.popMarked()],
  [0x32, (machine) => machine.push(machine.top())],
  // PUT, BINPUT, LONG_BINPUT, MEMOIZE; GET, BINGET, LONG_BINGET
  [0x70, (machine, reader) => machine.remember(reader.number())],
  [0x71, (machine, reader) => machine.remember(reader.byte())],
  [0x72, (machine, reader) => machine.remember(reader.unsigned(4))],
  [0x94, (machine) => machine.remember()],
  [0x67, (machine, reader) => machine.recall(reader.number())],
  [0x68, (machine, reader) => machine.recall(reader.byte())],
  [0x6a, (machine, reader) => machine.recall(reader.unsigned(4))],
  // NONE, NEWTRUE, NEWFALSE
  [0x4e, (machine) => machine.push(null)],
  [0x88, (machine) => machine.push(true)],
  [0x89, (machine) => machine.push(false)],
  // INT and LONG as text; BININT, BININT1, BININT2, LONG1, BINFLOAT
  [0x49, (machine, reader) => machine.push(reader.number())],
  [0x4c, (machine, reader) => machine.push(reader.number())],
  [0x4a, (machine, reader) => machine.push(reader.signed(4))],
  [0x4b, (machine, reader) => machine.push(reader.byte())],
  [0x4d, (machine, reader) => machine.push(reader.unsigned(2))],
  [0x8a, (machine, reader) => machine.push(reader.long(reader.byte()))],
  [0x47, (machine, reader) => machine.push(reader.float())],
  // STRING as text; SHORT_BINSTRING, BINSTRING, SHORT_BINBYTES, BINBYTES, BINBYTES8, BYTEARRAY8
  [0x53, (machine, reader) => machine.push(reader.quoted())],
  [0x55, (machine, reader) => machine.push(reader.bytes(reader.byte()))],
  [0x54, (machine, reader) => machine.push(reader.bytes(reader.unsigned(4)))],
  [0x43, (machine, reader) => machine.push(reader.bytes(reader.byte()))],
  [0x42, (machine, reader) => machine.push(reader.bytes(reader.unsigned(4)))],
  [0x8e, (machine, reader) => machine.push(reader.bytes(reader.unsigned(8)))],
  [0x96, (machine, reader) => machine.push(reader.bytes(reader.unsigned(8)))],
  // UNICODE as text; SHORT_BINUNICODE, BINUNICODE
  [0x56, (machine, reader) => machine.push(reader.line())],
  [0x8c, (machine, reader) => machine.push(reader.text(reader.byte()))],
  [0x58, (machine, reader) => machine.push(reader.text(reader.unsigned(4)))],
  // EMPTY_TUPLE, TUPLE, TUPLE1, TUPLE2, TUPLE3; EMPTY_LIST, LIST, APPEND, APPENDS
  [0x29, (machine) => machine.push([])],
  [0x74, (machine) => machine.push(machine.popMarked())],
  [0x85, (machine) => machine.push(machine.popSeveral(1))],
  [0x86, (machine) => machine.push(machine.popSeveral(2))],
  [0x87, (machine) => machine.push(machine.popSeveral(3))],
  [0x5d, (machine) => machine.push([])],
  [0x6c, (machine) => machine.push(machine.popMarked())],
  [0x61, (machine) => machine.append([machine.pop()])],
  [0x65, (machine) => machine.append(machine.popMarked())],
  // EMPTY_DICT, DICT, SETITEM, SETITEMS
  [0x7d, (machine) => machine.push(new Map())],
  [
    0x64,
    (machine) => {
      const items = machine.popMarked()
      machine.push(new Map())
      machine.setItems(items)
    },
  ],
  [0x73, (machine) => machine.setItems(machine.popSeveral(2))],
  [0x75, (machine) => machine.setItems(machine.popMarked())],
  // GLOBAL, STACK_GLOBAL, REDUCE, BUILD: only for the names in pickle-values.ts
  [0x63, (machine, reader) => machine.pushName(reader.line(), reader.line())],
  [
    0x93,
    (machine) => {
      const name = machine.pop()
      machine.pushName(machine.pop(), name)
    },
  ],
  [0x52, (machine) => machine.reduce()],
  [0x62, (machine) => machine.build()],
])
