/** The entities of an aggregate, each as a document of its own, while the parts of the whole go by. */
import { type Attribute, Output, type Scope } from './canonical-output.ts'
import { ns } from './constants.ts'
import { trimSpace } from './encoding.ts'
import { earliest } from './metadata-entities.ts'
import { tooLarge } from './refusal.ts'
import { messageLimits } from './xml.ts'
import type { XmlElement } from './xml-element.ts'
import { type OpenTag, XmlTree } from './xml-tree.ts'
import { dateTime } from './xml-values.ts'

/** An EntityDescriptor with an SPSSODescriptor. */
export interface AggregateEntity {
  readonly entityId: string
  /** ms since 1970: the earliest of itself and of all around it. */
  readonly validUntil: number
  /** Itself in canonical form, with all namespaces that it uses; undefined where it is too large or unreadable. */
  readonly text: string | undefined
  /** Its md:Extensions. */
  readonly extensions?: XmlElement
}

/** Characters of one entity; an ordinary one has 10,000. */
const longestEntity = 512 * 1024
const mostEntities = 100_000

/** The entity that is being read. */
interface Current {
  readonly entityId: string
  readonly validUntil: number
  readonly output: Output
  readonly pieces: string[]
  length: number
  /** How deep we are inside it: 1 is itself. */
  depth: number
  isServiceProvider: boolean
  unusable: boolean
  tree?: XmlTree | undefined
  extensions?: XmlElement
}

export class AggregateEntities {
  readonly #take: (entity: AggregateEntity) => void
  /** validUntil of the open EntitiesDescriptors. */
  readonly #around: number[] = []
  #current: Current | undefined
  /** How deep we are in what is neither. */
  #elsewhere = 0
  #count = 0

  constructor(take: (entity: AggregateEntity) => void) {
    this.#take = take
  }

  open(tag: OpenTag, attributes: readonly Attribute[], scope: Scope): void {
    const isOurs = this.#elsewhere === 0 && tag.uri === ns.md
    if (this.#current !== undefined) this.#openInside(this.#current, tag, attributes, scope)
    else if (isOurs && tag.local === 'EntitiesDescriptor') this.#around.push(this.#until(tag))
    else if (isOurs && tag.local === 'EntityDescriptor') this.#begin(tag, attributes, scope)
    else this.#elsewhere += 1
  }

  text(text: string): void {
    if (this.#current === undefined) return
    this.#current.output.text(text)
    this.#current.tree?.text(text)
  }

  close(name: string): void {
    if (this.#elsewhere > 0) this.#elsewhere -= 1
    else if (this.#current === undefined) this.#around.pop()
    else this.#closeInside(this.#current, name)
  }

  #until(tag: OpenTag): number {
    return earliest(untilOf(tag), this.#around.at(-1)) ?? Number.POSITIVE_INFINITY
  }

  #begin(tag: OpenTag, attributes: readonly Attribute[], scope: Scope): void {
    this.#count += 1
    if (this.#count > mostEntities) throw tooLarge(`The metadata has more than ${mostEntities} entities.`)
    const pieces: string[] = []
    const current: Current = {
      entityId: trimSpace(tag.attributes.entityID?.value ?? ''),
      validUntil: this.#until(tag),
      output: new Output([], (piece) => {
        current.length += piece.length
        if (current.length > longestEntity) pieces.length = 0
        else pieces.push(piece)
      }),
      pieces,
      length: 0,
      depth: 1,
      isServiceProvider: false,
      unusable: false,
    }
    this.#current = current
    current.output.open(tag, attributes, scope)
  }

  #openInside(current: Current, tag: OpenTag, attributes: readonly Attribute[], scope: Scope): void {
    current.depth += 1
    current.output.open(tag, attributes, scope)
    if (current.depth === 2 && tag.uri === ns.md) {
      if (tag.local === 'SPSSODescriptor') current.isServiceProvider = true
      if (tag.local === 'Extensions') current.tree = new XmlTree({ ...messageLimits, valuesInPieces: 'join' })
    }
    attempt(current, () => current.tree?.open(tag))
  }

  #closeInside(current: Current, name: string): void {
    current.output.close(name)
    const { tree } = current
    if (tree !== undefined) {
      attempt(current, () => tree.close())
      if (current.depth === 2 && !current.unusable) current.extensions = tree.finish()
      if (current.depth === 2) current.tree = undefined
    }
    current.depth -= 1
    if (current.depth === 0) this.#end(current)
  }

  #end(current: Current): void {
    this.#current = undefined
    const { entityId, validUntil, output, pieces, isServiceProvider, unusable, extensions } = current
    output.finish()
    if (!isServiceProvider || entityId === '' || entityId.length > 1024) return
    const text = unusable || current.length > longestEntity ? undefined : pieces.join('')
    this.#take({ entityId, validUntil, text, ...(extensions !== undefined && { extensions }) })
  }
}

/** One entity that passes a limit is lost, and none of the others. */
function attempt(current: Current, step: () => void): void {
  if (current.unusable) return
  try {
    step()
  } catch {
    current.unusable = true
    current.tree = undefined
  }
}

/** ms since 1970; one that can't be read counts as past. */
export function untilOf(tag: OpenTag): number | undefined {
  const written = tag.attributes.validUntil?.value
  return written === undefined ? undefined : (dateTime(trimSpace(written)) ?? 0)
}
