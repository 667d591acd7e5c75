import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Answer, Order, StepsTaken, Task } from './protocol.ts'

/** A contestant's process. It works only while it is asked to; whoever started it finishes it. */
export class Contestant {
  readonly task: Task
  readonly #child: ChildProcessWithoutNullStreams
  readonly #lines: AsyncIterator<string>
  #errors = ''

  private constructor(task: Task, command: readonly string[]) {
    this.task = task
    const [program = '', ...args] = command
    this.#child = spawn(program, args)
    // A program that is not there, or ends early, shows in what can be read: nothing more comes.
    this.#child.on('error', (error) => {
      this.#errors += error.message
    })
    this.#child.stdin.on('error', () => {})
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.#errors = `${this.#errors}${chunk.toString()}`.slice(-2000)
    })
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  /** Starts the process; it is ready for its first step. @throws Error with what it wrote to standard error */
  static async start(task: Task, command: readonly string[]): Promise<Contestant> {
    const contestant = new Contestant(task, command)
    await contestant.#ask(task)
    return contestant
  }

  async takeSteps(steps: number): Promise<StepsTaken> {
    const answer = await this.#ask({ steps })
    if ('msPerStep' in answer) return answer
    throw new Error(`${this.task.engine} took no steps`)
  }

  /** Ends the process. Answers its largest resident set in MiB. */
  async finish(): Promise<number> {
    const answer = await this.#ask({ finish: true })
    this.#child.stdin.end()
    return 'peakMemoryMiB' in answer ? answer.peakMemoryMiB : 0
  }

  async #ask(line: Task | Order): Promise<Answer> {
    this.#child.stdin.write(`${JSON.stringify(line)}\n`)
    const { value, done } = await this.#lines.next()
    if (!done) return JSON.parse(value) as Answer
    throw new Error(`${this.task.engine} ended: ${this.#errors.trim().split('\n').at(-1) || 'no reason given'}`)
  }
}
