/** Which problems are about which app, also where there are thousands of both. */
import { expect } from 'chai'
import { ProblemsByApp } from '../../../src/administration/problems-by-app.ts'
import type { ConfigProblem } from '../../../src/config/config.ts'

const problem = (file: string, path: string, message = `${file} ${path}`): ConfigProblem => ({
  ...{ kind: 'metadata', severity: 'warning', file, path, message },
  cure: 'Correct it.',
  says: undefined,
})

const config = '/etc/isthmus.yaml'
const found = [
  problem(config, 'publicUrl'),
  problem(config, 'apps.wiki'),
  problem(config, 'apps.wiki.allow'),
  problem(config, 'apps.wiki2.allow'),
  problem(config, 'apps.my.app.allow'),
  problem('/etc/apps/wiki.yaml', 'allow'),
  problem('/etc/apps/blog.yaml', ''),
  problem('/etc/metadata/git.xml', ''),
]

const about = (name: string) =>
  new ProblemsByApp(found).of(name, `/etc/apps/${name}.yaml`).map(({ message }) => message)

describe('problems by app', () => {
  it('are those of its entry and of its document, and of no other that begins alike', () => {
    expect(about('wiki')).to.deep.equal([
      '/etc/apps/wiki.yaml allow',
      `${config} apps.wiki`,
      `${config} apps.wiki.allow`,
    ])
    expect(about('wiki2')).to.deep.equal([`${config} apps.wiki2.allow`])
    expect(about('blog')).to.deep.equal(['/etc/apps/blog.yaml '])
    expect(about('my.app')).to.deep.equal([`${config} apps.my.app.allow`])
    expect(about('nobody')).to.deep.equal([])
  })

  it('are those of a dropped file by its name', () => {
    expect(about('file:git.xml')).to.deep.equal(['/etc/metadata/git.xml '])
    expect(about('file:wiki.yaml')).to.deep.equal(['/etc/apps/wiki.yaml allow'])
  })

  it('are found without a look at those of all the others', () => {
    const count = 2000
    let looks = 0
    const many = Array.from({ length: count }, (_, at) => {
      const one = problem(`/etc/apps/app${at}.yaml`, 'allow')
      const get = () => {
        looks += 1
        return one.file
      }
      return Object.defineProperty({ ...one }, 'file', { get })
    })
    const problems = new ProblemsByApp(many)
    for (let at = 0; at < count; at += 1) {
      expect(problems.of(`app${at}`, `/etc/apps/app${at}.yaml`)).to.have.length(1)
    }
    expect(looks).to.be.below(5 * count)
  })
})
