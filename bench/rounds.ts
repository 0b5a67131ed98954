/** CPU and rate of something that is done again and again, over HTTP, by processes of their own. */
import { median, signature } from './microseconds.ts'

export interface LoginBench {
  /** CPU of the gateway for one login, µs. */
  readonly cpu: number
  /** The same in signatures, each round by a signature measured beside it. */
  readonly ratio: number
  /** Logins per second with as many at once as asked for. */
  readonly rate: number
}

/** Runs `count` of them, `atOnce` at a time. */
export async function run(count: number, atOnce: number, one: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) {
      const index = next
      next += 1
      await one(index)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

/** As many at once as keep a gateway busy. */
export const atOnce = 8
const rounds = 5

/** What is done again and again, and by whom. */
export interface Measured {
  readonly stage: {
    /** Of all its processes so far, µs. */
    cpu(): number
    readonly gateways: readonly unknown[]
  }
  one(index: number): Promise<unknown>
}

interface Amount {
  readonly count: number
  /** Calls before the first round: V8 compiles what runs often for long. */
  readonly warmUp: number
}

/** CPU and rate of what `one` does, the median of five rounds. */
export async function measure(stage: Measured['stage'], amount: Amount, one: Measured['one']): Promise<LoginBench> {
  const [rounds] = await roundsOf([{ stage, one }], amount)
  return middleOf(rounds)
}

/**
 * Two by turns, round by round: what else the machine does meets both alike.
 * @returns what each of them costs, and the second over the first, the median of the rounds
 */
export async function compare(
  first: Measured,
  second: Measured,
  amount: Amount,
): Promise<{ readonly first: LoginBench; readonly second: LoginBench; readonly over: number }> {
  const [one, other] = await roundsOf([first, second], amount)
  const over = median(one.map(({ cpu }, index) => (other[index]?.cpu ?? Number.NaN) / cpu))
  return { first: middleOf(one), second: middleOf(other), over }
}

async function roundsOf<All extends readonly Measured[]>(
  all: readonly [...All],
  { count, warmUp }: Amount,
): Promise<{ readonly [K in keyof All]: LoginBench[] }> {
  const together = ({ stage }: Measured) => atOnce * stage.gateways.length
  for (const one of all) await run(warmUp, together(one), one.one)
  const measured = all.map((): LoginBench[] => [])
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, one] of all.entries()) {
      const unit = await signature()
      const before = one.stage.cpu()
      const began = performance.now()
      await run(count, together(one), one.one)
      const cpu = (one.stage.cpu() - before) / count
      measured[index]?.push({ cpu, ratio: cpu / unit, rate: count / ((performance.now() - began) / 1000) })
    }
  }
  return measured as { readonly [K in keyof All]: LoginBench[] }
}

function middleOf(rounds: readonly LoginBench[]): LoginBench {
  const middle = (name: keyof LoginBench) => median(rounds.map((round) => round[name]))
  return { cpu: middle('cpu'), ratio: middle('ratio'), rate: middle('rate') }
}
