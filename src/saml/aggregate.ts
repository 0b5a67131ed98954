/**
 * A federation's metadata (Metadata 2.3.1), signed and too large to be held: text goes in part by part, entities come
 * out one by one, and at the end it is known whether all of it was signed. Whoever takes the entities must not use any
 * before `finish` has returned.
 *
 * It is as strict as with a message (signature-shape.ts): one Signature, the root's first child, over the root by its ID,
 * which nothing else may have; no DOCTYPE, no relative namespace name; keys from the config only. The signature itself
 * is checked as soon as it has been read: of what a stranger sends no more is looked at.
 */
import { createHash, type Hash } from 'node:crypto'
import { AggregateEntities, type AggregateEntity, untilOf } from './aggregate-entities.ts'
import { isSignature } from './canonical.ts'
import { enter, Output, Scope } from './canonical-output.ts'
import { ns } from './constants.ts'
import { commentsAmbiguous, signerOfSignedInfo } from './enveloped.ts'
import { keysOf, type MetadataSigners } from './metadata-signature.ts'
import { malformed, signatureRefused, tooLarge } from './refusal.ts'
import { checkSignatureShape, type SignatureShape } from './signature-shape.ts'
import { checkNamespace, LenientParser, messageLimits, wellFormed } from './xml.ts'
import { type OpenTag, type XmlEvent, XmlTree } from './xml-tree.ts'
import { isId } from './xml-values.ts'

/** What the root says, once it is proved. */
export interface AggregateFacts {
  /** ms since 1970 */
  readonly validUntil: number
  /** An xs:duration, as written. */
  readonly cacheDuration?: string
}

export interface AggregateOptions {
  readonly signers: MetadataSigners
  /** ms since 1970 */
  readonly now: number
  /** Not proved yet. */
  readonly take: (entity: AggregateEntity) => void
}

/** Characters of one tag or text, and of everything up to the end of the signature. */
const longestPart = 1024 * 1024
const mostAttributes = 128
const mostIds = 1_000_000
/** The canonical text by what was read: namespaces are written again wherever they are used. */
const mostGrowth = 8

export class AggregateReader {
  readonly #options: AggregateOptions
  readonly #parser = new LenientParser({ xmlns: true })
  readonly #ids = new Set<string>()
  readonly #open: string[] = []
  readonly #scope = new Scope()
  readonly #entities: AggregateEntities
  /** Up to the end of the signature: what the root's Signature and all before it consist of. */
  #head: { readonly events: XmlEvent[]; readonly tree: XmlTree } | undefined = {
    events: [],
    tree: new XmlTree(messageLimits),
  }
  #root: OpenTag | undefined
  #body: { readonly shape: SignatureShape; readonly hash: Hash; readonly output: Output } | undefined
  #moved = 0
  #comments = false
  #digested = 0

  constructor(options: AggregateOptions) {
    this.#options = options
    this.#entities = new AggregateEntities(options.take)
    this.#parser.on('opentag', (tag: OpenTag) => this.#openTag(tag))
    this.#parser.on('text', (text) => this.#text(text))
    this.#parser.on('cdata', (text) => this.#text(text))
    this.#parser.on('closetag', ({ name }) => this.#closeTag(name))
    this.#parser.on('comment', () => {
      this.#comments = true
    })
    this.#parser.on('processinginstruction', () => {
      if (this.#open.length > 0) throw malformed('The metadata has a processing instruction in it.')
    })
  }

  /**
   * The next part of the decoded text.
   * @throws GatewayError `malformed_request`, `signature_refused`, `weak_algorithm`
   */
  write(text: string): void {
    wellFormed(() => this.#parser.write(text))
    const { position } = this.#parser
    if (position - this.#moved > longestPart || (this.#head !== undefined && position > longestPart)) {
      throw tooLarge('A part of the metadata is too large.')
    }
  }

  /** There is no more. @throws GatewayError as `write` does, and where it is not what was signed */
  finish(): AggregateFacts {
    wellFormed(() => this.#parser.close())
    const { validUntil, cacheDuration } = this.#facts()
    if (this.#body === undefined) throw unsigned()
    const { hash, output, shape } = this.#body
    output.finish()
    if (shape.withComments && this.#comments) throw signatureRefused(commentsAmbiguous)
    if (!hash.digest().equals(shape.digest)) {
      throw signatureRefused('The metadata is not what was signed: its digest is another.')
    }
    return { validUntil, ...(cacheDuration !== undefined && { cacheDuration }) }
  }

  #openTag(tag: OpenTag): void {
    this.#moved = this.#parser.position
    this.#check(tag)
    const depth = this.#open.push(tag.name)
    if (depth === 1) this.#begin(tag)
    if (this.#head !== undefined) {
      if (depth === 2 && !isSignature(tag)) throw unsigned()
      this.#head.events.push(tag)
      if (depth > 1) this.#head.tree.open(tag)
      return
    }
    if (depth === 2 && isSignature(tag)) throw signatureRefused('The metadata has more than one signature.')
    this.#pass(tag)
  }

  #digest(hash: Hash, piece: string): void {
    this.#digested += piece.length
    if (this.#digested > mostGrowth * this.#moved + longestPart) {
      throw tooLarge('The metadata has too many namespaces to be written out.')
    }
    hash.update(piece)
  }

  /** Into the digest, and to the entities. */
  #pass(tag: OpenTag): void {
    const attributes = enter(this.#scope, tag)
    this.#body?.output.open(tag, attributes, this.#scope)
    this.#entities.open(tag, attributes, this.#scope)
  }

  #text(text: string): void {
    this.#moved = this.#parser.position
    if (this.#open.length === 0) return
    if (this.#head !== undefined) {
      this.#head.events.push(text)
      if (this.#open.length > 1) this.#head.tree.text(text)
      return
    }
    this.#body?.output.text(text)
    this.#entities.text(text)
  }

  #closeTag(name: string): void {
    this.#open.pop()
    if (this.#head !== undefined) {
      if (this.#open.length === 0) throw unsigned()
      this.#head.events.push(undefined)
      this.#head.tree.close()
      if (this.#open.length === 1) this.#verify(this.#head.tree, this.#head.events)
      return
    }
    this.#body?.output.close(name)
    this.#entities.close(name)
    this.#scope.leave()
  }

  #check({ attributes }: OpenTag): void {
    if (this.#open.length >= messageLimits.depth) throw tooLarge('The metadata is nested too deeply.')
    const all = Object.values(attributes)
    if (all.length > mostAttributes) throw tooLarge('An element of the metadata has too many attributes.')
    for (const { name, prefix, local, value } of all) {
      if (name === 'xmlns' || prefix === 'xmlns') checkNamespace(value)
      else if (local.length === 2 && local.toLowerCase() === 'id') this.#claimId(value)
    }
  }

  /** Whatever a verifier takes for an ID: the signed one must be the root's and no other's (attack 15). */
  #claimId(id: string): void {
    if (this.#ids.has(id)) throw signatureRefused('The metadata has the same ID twice.')
    if (this.#ids.size >= mostIds) throw tooLarge('The metadata has too many IDs.')
    this.#ids.add(id)
  }

  #begin(root: OpenTag): void {
    if (root.local !== 'EntitiesDescriptor' || root.uri !== ns.md) {
      throw malformed('This is not the metadata of a federation: its first element is not EntitiesDescriptor.')
    }
    this.#root = root
    this.#facts()
  }

  /** Without an end, whoever can hold back newer metadata could keep withdrawn keys in force for ever (attack 66). */
  #facts(): { readonly validUntil: number; readonly cacheDuration: string | undefined } {
    const validUntil = this.#root && untilOf(this.#root)
    if (validUntil === undefined) throw malformed('The metadata has no validUntil.')
    if (validUntil < this.#options.now) throw malformed('The validUntil of the metadata has passed, or is not a date.')
    return { validUntil, cacheDuration: this.#root?.attributes.cacheDuration?.value }
  }

  #verify(tree: XmlTree, events: readonly XmlEvent[]): void {
    const root = this.#root
    const id = root?.attributes.ID?.value ?? ''
    if (root === undefined || !isId(id))
      throw signatureRefused('The metadata has no valid ID that its signature covers.')
    const signature = tree.finish()
    const shape = checkSignatureShape(signature, id, { allowSha1: false })
    if (signerOfSignedInfo(events, shape, keysOf(signature, this.#options.signers)) === undefined) {
      throw signatureRefused('The signature of the metadata does not verify with the pinned key.')
    }
    const hash = createHash(shape.digestHash)
    this.#head = undefined
    this.#body = { shape, hash, output: new Output(shape.prefixes.message, (piece) => this.#digest(hash, piece)) }
    this.#pass(root)
    // What stood between the root's tag and the signature.
    for (const event of events.slice(
      1,
      events.findIndex((one, at) => at > 0 && typeof one !== 'string'),
    )) {
      if (typeof event === 'string') this.#body.output.text(event)
    }
  }
}

const unsigned = () =>
  signatureRefused('The metadata must be signed, with the signature as its first element; it is not.')
