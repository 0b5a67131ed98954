/**
 * `isthmus health`: whether the gateway with this config is ready, asked where it listens, for a container's health
 * check. From the config only `listen` and `tls` are read: a mistake elsewhere in it does not make a running gateway
 * sick.
 */
import { readFile } from 'node:fs/promises'
import { request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { parseSocketAddress, type SocketAddress } from '../config/formats.ts'
import { parseYaml } from '../config/yaml.ts'
import { Plain, print } from './output.ts'

/** ms; the storage is given one second by /readyz itself. */
const timeout = 2_500

/**
 * Prints what /readyz says; resolves to the exit code: 0 where it is ready.
 * @throws Plain where the config does not say where to ask
 */
export async function runHealth(file: string): Promise<number> {
  const { raw } = parseYaml(await readFile(file, 'utf8'), file)
  const { listen, tls }: { listen?: unknown; tls?: unknown } = Object(raw)
  const written = listen ?? '127.0.0.1:8080'
  const address = typeof written === 'string' ? parseSocketAddress(written) : undefined
  if (address === undefined) throw new Plain(`${file} does not say where to listen.`)
  const { status, body } = await ask(address, tls !== undefined && tls !== null)
  print(body.trim())
  return status === 200 ? 0 : 1
}

function ask(address: SocketAddress, tls: boolean): Promise<{ readonly status: number; readonly body: string }> {
  const to =
    'path' in address ? { socketPath: address.path } : { host: reachableHost(address.host), port: address.port }
  const options = { ...to, path: '/readyz', agent: false, timeout }
  return new Promise((resolve) => {
    const fail = (reason: string) => resolve({ status: 0, body: `no answer: ${reason}` })
    // The certificate is for browsers, under another name; this asks the process on the same machine.
    const asked = tls ? tlsRequest({ ...options, rejectUnauthorized: false }) : plainRequest(options)
    asked.on('response', (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
      response.on('error', (error) => fail(error.message))
    })
    asked.on('timeout', () => asked.destroy(new Error(`none within ${timeout} ms`)))
    asked.on('error', (error) => fail(error.message))
    asked.end()
  })
}

/** A gateway that listens on every address is asked on loopback. */
const reachableHost = (host: string): string => (host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host)
