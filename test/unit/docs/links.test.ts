import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const root = fileURLToPath(new URL('../../../..', import.meta.url))

function documents(): readonly string[] {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((path) => `docs/${path}`)
  return [...readdirSync(root), ...inDocs, 'test/interop/README.md'].filter((path) => path.endsWith('.md'))
}

/** Relative links and pictures of a document, without their fragments. */
function linksOf(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)|\bsrc="([^"]+)"/g)]
    .map(([, markdown, html]) => String(markdown ?? html).replace(/#.*/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
}

const deadLinks = (path: string, text: string) =>
  linksOf(text).filter((target) => !existsSync(join(root, dirname(path), target)))

describe('documents', () => {
  it('link to what is there', () => {
    const paths = documents()
    expect(paths).to.include.members(['README.md', 'docs/architecture.md', 'docs/decisions/README.md'])
    for (const path of paths) expect(deadLinks(path, readFileSync(join(root, path), 'utf8')), path).to.deep.equal([])
    const dead = '[a](nowhere.md#x) [b](https://sso.home.internal/) [c](architecture.md) <img src="no.png">'
    expect(deadLinks('docs/a.md', dead)).to.deep.equal(['nowhere.md', 'no.png'])
  })

  it('are all found from the README', () => {
    const linked = linksOf(readFileSync(join(root, 'README.md'), 'utf8'))
    const pages = readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))
    expect(pages).to.include('docs/audit.md')
    expect(linked).to.include.members(pages)
  })

  it('number every attack that a test or a source speaks of (docs/attacks.md)', () => {
    const rows = new Map(
      [...readFileSync(join(root, 'docs/attacks.md'), 'utf8').matchAll(/^\| (\d+) .*$/gm)].map(([row, number]) => [
        number,
        row,
      ]),
    )
    for (const file of readdirSync(join(root, 'test/attacks')).filter((name) => name.endsWith('.test.ts'))) {
      const [, from = '', , to = from] = /^(\d+)(-to-(\d+))?-/.exec(file) ?? []
      if (to === from) expect(rows.get(String(Number(from))), file).to.include(`../test/attacks/${file}`)
    }
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.tsx?$/.test(name),
    )
    for (const path of sources) {
      const text = readFileSync(join(root, 'src', path), 'utf8')
      for (const [, number] of text.matchAll(/\battacks? (\d+)\b/g))
        expect(rows.has(number), `${path}: ${number}`).to.equal(true)
      expect(text, path).to.not.match(/\bdesign \d/)
    }
  })

  it('never run `npx isthmus`: without node_modules that asks the registry for a package of our name', () => {
    for (const path of documents()) expect(readFileSync(join(root, path), 'utf8'), path).not.to.include('npx isthmus')
  })
})
