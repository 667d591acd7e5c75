import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Answer, Order, Task } from './protocol.ts'

/** A contestant's process. It works only while it is asked to; whoever started it finishes it. */
export class Contestant {
  readonly task: Task
  readonly times: number[] = []
  name = ''
  readonly #child: ChildProcessWithoutNullStreams
  readonly #lines: AsyncIterator<string>
  #errors = ''

  private constructor(task: Task, command: readonly string[]) {
    this.task = task
    const [program = '', ...args] = command
    this.#child = spawn(program, [...args, JSON.stringify(task)])
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.#errors = `${this.#errors}${chunk.toString()}`.slice(-2000)
    })
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  /** Starts the process and lets it take a few steps unmeasured. @throws Error with what it wrote to standard error. */
  static async start(task: Task, command: readonly string[], warmUpSteps: number): Promise<Contestant> {
    const contestant = new Contestant(task, command)
    const greeting = await contestant.#read()
    contestant.name = 'ready' in greeting ? greeting.name : ''
    await contestant.#ask({ steps: warmUpSteps })
    return contestant
  }

  async takeSteps(steps: number): Promise<void> {
    const answer = await this.#ask({ steps })
    if ('msPerStep' in answer) this.times.push(...answer.msPerStep)
  }

  /** Ends the process. Answers its largest resident set in MiB. */
  async finish(): Promise<number> {
    const answer = await this.#ask({ finish: true })
    this.#child.stdin.end()
    return 'peakMemoryMiB' in answer ? answer.peakMemoryMiB : 0
  }

  #ask(order: Order): Promise<Answer> {
    this.#child.stdin.write(`${JSON.stringify(order)}\n`)
    return this.#read()
  }

  async #read(): Promise<Answer> {
    const { value, done } = await this.#lines.next()
    if (done)
      throw new Error(`${this.task.engine} ended: ${this.#errors.trim().split('\n').at(-1) ?? 'no reason given'}`)
    return JSON.parse(value) as Answer
  }
}
