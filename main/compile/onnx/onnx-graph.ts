import { encodeModel } from './onnx-schema.ts'

/** TensorProto.DataType of onnx.proto3. */
export const elementTypes = { float: 1, uint8: 2, int32: 6, int64: 7, bool: 9 } as const
export type ElementType = keyof typeof elementTypes

/** ONNX Runtime's own operators for pictures in blocks. */
export const blockedDomain = 'com.microsoft.nchwc'

/** The name of a value in the graph. */
export type Name = string

/** A number is an integer unless it is wrapped as `{ float }`; ONNX tells the two apart. */
export type Attribute = number | string | readonly number[] | { float: number }

export interface NodeOptions {
  attributes?: Record<string, Attribute>
  /** Number of outputs; 1 unless said. */
  outputs?: number
  domain?: string
}

/** A dimension that is only known at run time has a name: `batch`. */
export type Dimension = number | string

/** Versions of the operators and of the file format; what is written for this program takes the newest it knows. */
export interface FormatVersions {
  opset: number
  ir: number
}

const ownVersions: FormatVersions = { opset: 21, ir: 10 }

interface NodeProto extends Record<string, unknown> {
  opType: string
  domain?: string
  attribute?: Record<string, unknown>[]
  input: Name[]
  output: Name[]
}

/** An ONNX graph under construction: names values, keeps constants apart by content, writes the file. */
export class OnnxGraph {
  readonly #nodes: NodeProto[] = []
  readonly #initializers = new Map<string, Record<string, unknown>>()
  readonly #inputs: Record<string, unknown>[] = []
  readonly #outputs: Record<string, unknown>[] = []
  /** What a node's value is called in the file because it is an output. */
  readonly #outputNames = new Map<Name, Name>()
  /** What the names of nodes begin with: the layer of the drawing that they come from. */
  scope = ''
  readonly #versions: FormatVersions
  #count = 0

  constructor(versions = ownVersions) {
    this.#versions = versions
  }

  input(name: Name, type: ElementType, shape: readonly Dimension[]): Name {
    this.#inputs.push(valueInfo(name, type, shape))
    return name
  }

  /** Makes `value` an output of the graph, under `name`: the node that makes it writes it there, without a copy. */
  output(name: Name, value: Name, type: ElementType, shape: readonly Dimension[]): void {
    const isMade = this.#nodes.some(({ output }) => output.includes(value))
    if (isMade && !this.#outputNames.has(value)) this.#outputNames.set(value, name)
    else this.#nodes.push({ opType: 'Identity', name: `out_${name}`, input: [value], output: [name] })
    this.#outputs.push(valueInfo(name, type, shape))
  }

  /** Adds a node with one output. An empty input name leaves an optional input out. */
  add(opType: string, inputs: readonly Name[], attributes: Record<string, Attribute> = {}, domain = ''): Name {
    const [output = ''] = this.addMany(opType, inputs, { attributes, domain })
    return output
  }

  addMany(opType: string, inputs: readonly Name[], options: NodeOptions = {}): Name[] {
    const name = `${this.scope && `${this.scope}/`}${opType}_${this.#count++}`
    const outputs = Array.from({ length: options.outputs ?? 1 }, (_, index) => `${name}${index ? `_${index}` : ''}`)
    this.#nodes.push({
      opType,
      name,
      input: [...inputs],
      output: outputs,
      domain: options.domain ?? '',
      attribute: Object.entries(options.attributes ?? {}).map(([name, value]) => attributeProto(name, value)),
    })
    return outputs
  }

  /** Lets the blocked convolution that makes `name` end with a relu; false where something else makes it. */
  rectifyConvolution(name: Name): boolean {
    const node = this.#nodes.find(({ output }) => output.includes(name))
    if (node?.opType !== 'Conv' || node.domain !== blockedDomain || !node.attribute) return false
    node.attribute.push(attributeProto('activation', 'Relu'))
    return true
  }

  floats(values: readonly number[], shape: readonly number[] = [values.length]): Name {
    return this.#constant('float', shape, new Float32Array(values))
  }

  scalar(value: number): Name {
    return this.floats([value], [])
  }

  /** For tables of places, which take half the room. */
  int32s(values: readonly number[]): Name {
    return this.#constant('int32', [values.length], new Int32Array(values))
  }

  int64s(values: readonly number[]): Name {
    return this.#constant('int64', [values.length], BigInt64Array.from(values, BigInt))
  }

  /** A constant with a name of its own, such as a weight. */
  named(name: Name, shape: readonly number[], values: Float32Array): Name {
    this.#initializers.set(`named ${name}`, initializer(name, 'float', shape, values))
    return name
  }

  /**
   * The file, without nodes and constants that no output needs: rules may write more than the network wants. `metadata` is
   * for those who read it elsewhere.
   */
  write(metadata: Readonly<Record<string, string>> = {}): Uint8Array {
    const { nodes, names } = this.#findNeeded()
    const hasBlocks = nodes.some(({ domain }) => domain === blockedDomain)
    return encodeModel({
      irVersion: this.#versions.ir,
      producerName: 'LayerLoom',
      metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
      opsetImport: [
        { domain: '', version: this.#versions.opset },
        ...(hasBlocks ? [{ domain: blockedDomain, version: 1 }] : []),
      ],
      graph: {
        name: 'layerloom',
        node: nodes,
        initializer: [...this.#initializers.values()].filter(({ name }) => names.has(String(name))),
        input: this.#inputs,
        output: this.#outputs,
      },
    })
  }

  /** What the outputs depend on. Nodes are there in an order in which they can be computed. */
  #findNeeded(): { nodes: NodeProto[]; names: Set<Name> } {
    const names = new Set(this.#outputs.map(({ name }) => String(name)))
    const named = (name: Name) => this.#outputNames.get(name) ?? name
    const all = this.#nodes.map((node) => ({ ...node, input: node.input.map(named), output: node.output.map(named) }))
    const nodes = all.reverse().filter(({ input, output }) => {
      const isNeeded = output.some((name) => names.has(name))
      if (isNeeded) for (const name of input) names.add(name)
      return isNeeded
    })
    return { nodes: nodes.reverse(), names }
  }

  #constant(type: ElementType, dims: readonly number[], values: Numbers): Name {
    const key = `${type}[${dims}]${values.join()}`
    const known = this.#initializers.get(key)
    if (known) return String(known.name)
    const name = `const_${this.#initializers.size}`
    this.#initializers.set(key, initializer(name, type, dims, values))
    return name
  }
}

type Numbers = Float32Array | Int32Array | BigInt64Array

function initializer(name: Name, type: ElementType, dims: readonly number[], values: Numbers) {
  const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  return { name, dims: [...dims], dataType: elementTypes[type], rawData }
}

function valueInfo(name: Name, type: ElementType, shape: readonly Dimension[]): Record<string, unknown> {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }))
  return { name, type: { tensorType: { elemType: elementTypes[type], shape: { dim } } } }
}

/** AttributeProto.AttributeType: FLOAT 1, INT 2, STRING 3, INTS 7. */
function attributeProto(name: string, value: Attribute): Record<string, unknown> {
  if (typeof value === 'number') return { name, type: 2, i: value }
  if (typeof value === 'string') return { name, type: 3, s: new TextEncoder().encode(value) }
  if ('float' in value) return { name, type: 1, f: value.float }
  return { name, type: 7, ints: [...value] }
}
