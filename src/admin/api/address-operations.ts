/** The operations about addresses of metadata and federations: how each is doing, and one read again now. */
import { listAddresses, readAddress } from '../addresses.ts'
import type { FederationInForce, MetadataAddress } from '../dependencies.ts'
import { withTimes } from './as-json.ts'
import { type Operation, operation } from './operation.ts'
import { problemsJson } from './problem.ts'
import * as schemas from './schemas-gateway.ts'

const tag = 'addresses'

const inJson = ({ fault, ...address }: MetadataAddress) => ({
  ...withTimes(address, 'readAt', 'nextAt', 'failingSince', 'validUntil'),
  ...(fault !== undefined && { fault: { message: fault.message, cure: fault.cure } }),
})

const federationJson = ({ problems, ...federation }: FederationInForce) => ({
  ...withTimes(federation, 'validUntil'),
  problems: problemsJson(problems),
})

const list = operation({
  id: 'listAddresses',
  method: 'get',
  path: '/addresses',
  tag,
  scope: 'read',
  summary: 'Where metadata is fetched, and how that is going; what needs somebody first.',
  answers: { 200: { description: 'Addresses and federations.', schema: schemas.addresses } },
  async run({ deps }) {
    const { addresses, federations } = listAddresses(deps)
    return {
      status: 200,
      body: { addresses: addresses.map(inJson), federations: federations.map(federationJson) },
    }
  },
})

const read = operation({
  id: 'readAddress',
  method: 'post',
  path: '/addresses/{name}/read',
  tag,
  scope: 'apps',
  summary: 'Reads an address again now. What it answers is judged as ever: a new key waits.',
  answers: { 200: { description: 'How it is doing now.', schema: schemas.address } },
  async run({ deps, who, params: { name = '' } }) {
    return { status: 200, body: inJson(await readAddress(deps, who, name)) }
  },
})

export const addressOperations: readonly Operation[] = [list, read]
