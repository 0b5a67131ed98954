import { expect } from 'chai'
import { addressFault, mayBeOpened } from '../../../src/outbound/addresses.ts'

const from = (address?: string) => ({ address })
const mayGo = (address: string, source?: string, allowed: readonly string[] = []): boolean =>
  addressFault(address, from(source), allowed) === undefined

describe('outbound: where fetched addresses may lead', () => {
  const publicOnes = [
    '93.184.216.34',
    '2606:4700::1111',
    '64:ff9b::5db8:d822',
    '2002:5db8:d822::1',
    '::ffff:93.184.216.34',
  ]
  const privateOnes = [
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    'fd00::1',
    'fc00::1',
    'fec0::1',
  ]
  const privateForms = [
    '::ffff:10.0.0.1',
    '::10.0.0.1',
    '64:ff9b::a00:1',
    '64:ff9b:1::a00:1',
    '2002:a00:1::',
    '::ffff:0:10.0.0.1',
    '2606:4700::5efe:a00:1',
    '2606:4700::200:5efe:a00:1',
    '64:ff9b:1:a00:0:100:808:808',
  ]
  const loopbacks = [
    '127.0.0.1',
    '127.255.1.2',
    '::1',
    '0.0.0.0',
    '0.1.2.3',
    '::',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '::127.0.0.1',
    '::2',
    '2606:4700::5efe:7f00:1',
  ]
  const linkLocals = [
    '169.254.169.254',
    'fe80::1',
    'fe80::1%eth0',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '168.63.129.16',
    '100.100.100.200',
    'fd00:ec2::254',
    'fd00:ec2::23',
    'fd00:c1::a9fe:a9fe',
    'fd20:ce::254',
    'fd00:42::42',
    '192.0.0.192',
    'fe80::5efe:808:808',
  ]
  const nobodys = [
    '224.0.0.1',
    'ff02::1',
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.9',
    '240.0.0.1',
    '255.255.255.255',
    '2001:db8::1',
    '198.18.0.1',
    '2001::1',
    '4000::1',
    'e000::1',
  ]

  it('public addresses are open to everyone', () => {
    for (const address of publicOnes)
      for (const source of [undefined, '10.0.0.1', '127.0.0.1', '93.184.216.34'])
        expect(mayGo(address, source), address).to.equal(true)
  })

  it('private ones are, from a source that is private itself, or where the operator opened their network', () => {
    for (const address of [...privateOnes, ...privateForms]) {
      expect(mayGo(address, '192.168.1.5'), address).to.equal(true)
      for (const source of [undefined, '93.184.216.34', '127.0.0.1', '169.254.1.1'])
        expect(mayGo(address, source), address).to.equal(false)
    }
    expect(mayGo('10.1.2.3', undefined, ['10.0.0.0/8'])).to.equal(true)
    expect(mayGo('::ffff:10.1.2.3', undefined, ['10.0.0.0/8'])).to.equal(true)
    expect(mayGo('64:ff9b::a01:203', undefined, ['10.0.0.0/8'])).to.equal(true)
    expect(mayGo('10.1.2.3', undefined, ['192.168.0.0/16', '10.1.2.4'])).to.equal(false)
    expect(mayGo('fd00::1', undefined, ['fd00::/8'])).to.equal(true)
  })

  it('this machine is open to itself alone, whatever is opened', () => {
    for (const address of loopbacks) {
      expect(mayGo(address, '::1'), address).to.equal(true)
      for (const source of [undefined, '93.184.216.34', '192.168.1.5'])
        expect(mayGo(address, source, ['0.0.0.0/0', '::/0', '127.0.0.0/8']), address).to.equal(false)
    }
  })

  it('link-local addresses and metadata services of clouds are open to nobody', () => {
    for (const address of linkLocals)
      for (const source of [undefined, '169.254.1.1', 'fe80::2', '10.0.0.1', '127.0.0.1'])
        expect(mayGo(address, source, ['0.0.0.0/0', '::/0']), address).to.equal(false)
  })

  it('addresses that nobody serves from are, only where the operator says so', () => {
    for (const address of nobodys) {
      for (const source of [undefined, address, '10.0.0.1', '127.0.0.1'])
        expect(mayGo(address, source), address).to.equal(false)
      expect(mayGo(address, undefined, ['0.0.0.0/0', '::/0']), address).to.equal(true)
    }
    expect(mayGo('no address', '127.0.0.1')).to.equal(false)
  })

  it('says which networks an operator can open', () => {
    for (const network of ['192.168.0.0/16', 'fd00::/8', '10.0.0.1', '198.18.0.0/15'])
      expect(mayBeOpened(network), network).to.equal(true)
    for (const network of ['127.0.0.0/8', '::1', '169.254.0.0/16', 'fe80::/10', '::ffff:127.0.0.0/104'])
      expect(mayBeOpened(network), network).to.equal(false)
  })
})
