import { mkdirSync, promises, renameSync, rmSync, symlinkSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { expect } from 'chai'
import { type Changed, type ConfigWatch, watchConfig } from '../../../src/config/watch.ts'
import { Scratch } from './scratch.ts'

describe('watchConfig', () => {
  let scratch: Scratch
  let watch: ConfigWatch
  let calls = 0
  let during: () => Promise<void> = async () => {}

  beforeEach(async () => {
    scratch = new Scratch()
    calls = 0
    during = async () => {}
    scratch.write('isthmus.yaml', 'a: 1\n')
    mkdirSync(`${scratch.directory}/metadata`)
    watch = watchConfig(async () => {
      calls += 1
      await during()
    })
    await watch.watch([
      `${scratch.directory}/isthmus.yaml`,
      `${scratch.directory}/metadata`,
      `${scratch.directory}/secrets/late`,
    ])
  })
  afterEach(() => {
    watch.close()
    scratch.remove()
  })

  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  /** Waits until it was called so often; a busy machine may take longer than the second that is promised. */
  const called = async (times: number): Promise<void> => {
    const started = performance.now()
    while (calls < times && performance.now() - started < 4000) await wait(10)
    expect(calls).to.equal(times)
  }

  const changes: readonly (readonly [what: string, change: () => void])[] = [
    ['a file that is written', () => scratch.write('isthmus.yaml', 'a: 2\n')],
    [
      'a file that an editor replaces',
      () => renameSync(scratch.write('isthmus.yaml.new', 'a: 2\n'), `${scratch.directory}/isthmus.yaml`),
    ],
    ['a file that is removed', () => rmSync(`${scratch.directory}/isthmus.yaml`)],
    ['a file that is dropped into a folder', () => scratch.write('metadata/wiki.xml', '<x/>')],
    ['a file that was not there, in a folder that was not there', () => scratch.write('secrets/late', 's')],
    [
      'a link that points elsewhere',
      () => {
        rmSync(`${scratch.directory}/isthmus.yaml`)
        symlinkSync(scratch.write('other.yaml', 'a: 3\n'), `${scratch.directory}/isthmus.yaml`)
      },
    ],
    ['SIGHUP', () => process.kill(process.pid, 'SIGHUP')],
  ]
  for (const [what, change] of changes) {
    it(`tells within a second: ${what}`, async () => {
      change()
      await called(1)
      await wait(150)
      expect(calls).to.equal(1)
    })
  }

  it('tells again and again', async () => {
    scratch.write('metadata/a.xml', '1')
    await called(1)
    scratch.write('metadata/a.xml', '22')
    await called(2)
    rmSync(`${scratch.directory}/metadata/a.xml`)
    await called(3)
  })

  it('waits until a file is whole', async () => {
    for (let part = 1; part <= 6; part++) {
      scratch.write('metadata/large.xml', 'x'.repeat(part * 1000))
      await wait(40)
    }
    await called(1)
    await wait(200)
    expect(calls).to.equal(1)
  })

  it('does not tell of what is not watched', async () => {
    scratch.write('elsewhere.txt', 'x')
    await wait(300)
    expect(calls).to.equal(0)
  })

  it('calls one at a time, and once more for what changed meanwhile', async () => {
    let running = 0
    during = async () => {
      running += 1
      expect(running).to.equal(1)
      if (calls === 1) scratch.write('isthmus.yaml', 'a: 3\n')
      await wait(100)
      running -= 1
    }
    scratch.write('isthmus.yaml', 'a: 2\n')
    await called(2)
  })

  it('misses nothing between a change and the new list of what to watch', async () => {
    during = async () => {
      if (calls > 1) return
      scratch.write('isthmus.yaml', 'a: 333\n')
      await watch.watch([`${scratch.directory}/isthmus.yaml`])
    }
    scratch.write('isthmus.yaml', 'a: 2\n')
    await called(2)
  })

  it('is asked as by SIGHUP; before it watches, that is remembered and does not come too early', async () => {
    watch.ask()
    await called(1)
    let told = 0
    const early = watchConfig(async () => {
      told += 1
    })
    try {
      early.ask()
      await wait(150)
      expect(told).to.equal(0)
      await early.watch([`${scratch.directory}/isthmus.yaml`])
      await wait(300)
      expect(told).to.equal(1)
    } finally {
      early.close()
    }
  })

  it('does not wait forever for a file that never rests', async () => {
    const restless = setInterval(() => scratch.write('metadata/log.xml', String(performance.now())), 20)
    await called(1).finally(() => clearInterval(restless))
  })

  it('says nothing more once it is closed', async () => {
    const listeners = process.listenerCount('SIGHUP')
    watch.close()
    expect(process.listenerCount('SIGHUP')).to.equal(listeners - 1)
    scratch.write('isthmus.yaml', 'a: 2\n')
    await wait(300)
    expect(calls).to.equal(0)
  })

  it('a log that grows beside what is watched asks for no look', async () => {
    for (let number = 0; number < 200; number++) scratch.write(`metadata/${number}.xml`, '<x/>')
    await called(1)
    await wait(200)
    const stats = countStats()
    try {
      for (let number = 0; number < 30; number++) {
        scratch.write('isthmus.log', `${number}\n`)
        await wait(20)
      }
      // Looks at everything every 600 ms, and not one for each line.
      expect(stats.count()).to.be.at.most(4 * 203)
      expect(calls).to.equal(1)
    } finally {
      stats.restore()
    }
  })

  it('a hint costs a look at the file that it names, not at all of them', async () => {
    for (let number = 0; number < 200; number++) scratch.write(`metadata/${number}.xml`, '<x/>')
    await called(1)
    await wait(200)
    const stats = countStats()
    try {
      for (let number = 0; number < 4; number++) {
        scratch.write('metadata/7.xml', `<x>${number}</x>`)
        await called(2 + number)
      }
      expect(stats.count()).to.be.at.most(4 * 203)
    } finally {
      stats.restore()
    }
  })

  it('tells which files changed, and does not care what others hold', async () => {
    const told: Changed[] = []
    const only = watchConfig(
      async (changed) => void told.push(changed),
      (name) => name.endsWith('.xml'),
    )
    try {
      scratch.write('metadata/notes.log', '1')
      await only.watch([`${scratch.directory}/metadata`])
      scratch.write('metadata/notes.log', '22')
      await wait(800)
      expect(told).to.deep.equal([])
      const path = scratch.write('metadata/wiki.xml', '<x/>')
      await wait(900)
      expect(told).to.deep.equal([new Set([path])])
      only.ask()
      await wait(500)
      expect(told).to.deep.equal([new Set([path]), 'all'])
    } finally {
      only.close()
    }
  })
})

/** Counts every stat of fs/promises until it is restored. */
function countStats() {
  const original = promises.stat
  let count = 0
  promises.stat = ((...parameters: Parameters<typeof original>) => {
    count += 1
    return original(...parameters)
  }) as typeof original
  syncBuiltinESMExports()
  return {
    count: () => count,
    restore() {
      promises.stat = original
      syncBuiltinESMExports()
    },
  }
}
