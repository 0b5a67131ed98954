/** What is wrong is logged once, in English, and once more when it is gone. */
import { expect } from 'chai'
import { inAllLanguages, said } from '../../../src/core/said.ts'
import { logProblems } from '../../../src/problem-log.ts'
import type { Log } from '../../../src/telemetry/logger.ts'

describe('the log of problems', () => {
  const lines: (readonly [string, object, string])[] = []
  const at =
    (level: string) =>
    (fields: object, message: string): void =>
      void lines.push([level, fields, message])
  const log = { error: at('error'), warn: at('warn'), info: at('info') } as unknown as Log
  const place = { kind: 'value', severity: 'error', file: 'isthmus.yaml', path: 'apps.wiki' } as const

  it('has each in English alone, when it is new and when it is gone', () => {
    const problem = {
      ...place,
      ...inAllLanguages(said`No upstream is called ${'hom'}.`, said`Did you mean ${'home'}?`),
    }
    const say = logProblems(log)
    for (const problems of [[problem], [problem], []]) say('config', problems)
    const { file, path } = place
    expect(lines).to.deep.equal([
      [
        'error',
        { kind: 'config', problem: 'value', file, path, cure: 'Did you mean home?' },
        'No upstream is called hom.',
      ],
      ['info', { kind: 'config', file, path }, 'no longer so: No upstream is called hom.'],
    ])
  })
})
