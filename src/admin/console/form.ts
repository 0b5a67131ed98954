/** A posted form as fields of text, whether a file came with it or not; a file is read as UTF-8. */
import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import { GatewayError } from '../../core/errors.ts'
import type { HttpRequest } from '../../core/http.ts'
import { markedText, markOf } from '../../registry/marked-text.ts'

/** The first value of each field. */
export type Form = ReadonlyMap<string, string>

/** The media types of our forms. */
export const formTypes: readonly string[] = ['application/x-www-form-urlencoded', 'multipart/form-data']

/** Bytes of a form with a file: one app's metadata, several times over. */
export const largestUpload = 1024 * 1024

/** Bytes that are read of a larger one, for what stands in it beside the file. */
export const longestUpload = 16 * largestUpload

/** Ours have about thirty. */
const mostFields = 200

/** @throws GatewayError malformed_request */
export async function readForm({ contentType, headers, octets }: HttpRequest): Promise<Form> {
  if (contentType === 'multipart/form-data') {
    demandFewParts(octets)
    return readParts({ ...headers, 'content-type': headers['content-type'] ?? '' }, octets)
  }
  const fields = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(toText(octets))) {
    if (fields.size >= mostFields) throw unreadable('too many fields')
    if (!fields.has(name)) fields.set(name, value)
  }
  return fields
}

/**
 * The fields behind the file of a form that was too large. None where nothing is known of its end, or a field itself is
 * so large: then its page is shown empty.
 * @param http its octets are how the form ends, perhaps in the middle of the file
 */
export async function readLastFields({ headers, octets }: HttpRequest): Promise<Form> {
  const type = headers['content-type'] ?? ''
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? []
  const begin = Buffer.from(octets).indexOf(`\r\n--${quoted ?? plain}\r\n`)
  if (begin < 0) return new Map()
  try {
    const whole = octets.subarray(begin + 2)
    demandFewParts(whole)
    return await readParts({ ...headers, 'content-type': type }, whole)
  } catch {
    return new Map()
  }
}

/** Lines that begin like a boundary: those of the parts, and what XML or PEM text has of them. */
const mostBoundaries = 500

/** The library reads on past its own limits, to the end of what it was given: they are counted before. */
function demandFewParts(octets: Uint8Array): void {
  const all = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength)
  for (let at = all.indexOf('\n--'), seen = 0; at >= 0; at = all.indexOf('\n--', at + 1), seen += 1) {
    if (seen >= mostBoundaries) throw unreadable('too many parts')
  }
}

/** RFC 7578, by a library; what it is given is whole and limited in size. */
function readParts(headers: BusboyHeaders, octets: Uint8Array): Promise<Form> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string>()
    const keep = (name: string, value: string) => {
      // An empty choice of a file must not hide what was pasted.
      if (value !== '' && !fields.get(name)) fields.set(name, value)
    }
    const fail = (cause: unknown) => reject(unreadable(cause))
    try {
      const limits = {
        fields: mostFields,
        files: 2,
        parts: mostFields,
        fieldNameSize: 100,
        headerPairs: 20,
        headerSize: 8192,
      }
      const reader = new Busboy({ headers, limits: { ...limits, fieldSize: largestUpload } })
      reader.on('field', (name, value) => keep(name, value))
      reader.on('file', (name, stream) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('error', fail)
        stream.on('end', () => keep(name, fileText(Buffer.concat(chunks))))
      })
      for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) reader.on(limit, () => fail(limit))
      reader.on('error', fail)
      reader.on('finish', () => resolve(fields))
      reader.end(octets)
    } catch (error) {
      fail(error)
    }
  })
}

/**
 * A file: XML may be UTF-16. A picture, or text in an older encoding, becomes one character and how it begins: whoever
 * chose it is told beside the form what it is, or that it is in no encoding that we read.
 */
function fileText(octets: Uint8Array): string {
  try {
    return markedText(octets)
  } catch {
    return markOf(octets).mark
  }
}

function toText(octets: Uint8Array): string {
  try {
    return markedText(octets)
  } catch (cause) {
    throw unreadable(cause)
  }
}

const unreadable = (cause: unknown): GatewayError =>
  new GatewayError('malformed_request', 'The form could not be read.', { cause })
