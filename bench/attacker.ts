/**
 * One attacker at full speed, a process of its own: `attacker.js ADDRESS KIND`. It sends from many connections, the next
 * request as soon as the last was answered, until its standard input ends; then it prints how many answers it got.
 */
import net from 'node:net'
import tls from 'node:tls'
import { type Asked, floods } from './flood-kinds.ts'

const connections = 64
const [address = '', kind = ''] = process.argv.slice(2)
const { hostname, port, protocol } = new URL(address)
const made = floods[kind]?.()
if (made === undefined) throw new Error(`no such kind: ${kind}`)
const flood = made
let answered = 0

function text({ method = 'GET', path, headers = {}, body = '' }: Asked): string {
  const from = `2001:db8:7:${Math.floor(Math.random() * 65_536).toString(16)}::1`
  const own = { host: 'x', 'x-forwarded-for': from, connection: flood.closes === true ? 'close' : 'keep-alive' }
  const length = method === 'POST' ? { 'content-length': String(Buffer.byteLength(body)) } : {}
  const lines = Object.entries({ ...own, ...length, ...headers }).map(([name, value]) => `${name}: ${value}`)
  return [`${method} ${path} HTTP/1.1`, ...lines, '', body].join('\r\n')
}

/** Each answer is counted once, by its status line; what it says is not read. */
function open(): void {
  const to = { host: hostname, port: Number(port), rejectUnauthorized: false }
  const socket = protocol === 'https:' ? tls.connect(to) : net.connect(to)
  const send = () => socket.write(text(flood.request(address)))
  socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', send)
  socket.on('data', (chunk: Buffer) => {
    if (chunk.subarray(0, 9).toString('latin1') !== 'HTTP/1.1 ') return
    answered += 1
    if (flood.closes !== true) send()
  })
  socket.on('error', () => {})
  socket.on('close', () => setImmediate(open))
}

for (let count = 0; count < connections; count += 1) open()
process.stdin.resume().on('end', () => {
  console.log(answered)
  process.exit(0)
})
