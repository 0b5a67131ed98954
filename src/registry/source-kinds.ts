/** Where metadata is read from. Types only. */
import type { MetadataSource } from '../config/config.ts'

export type AddressSource = Extract<MetadataSource, { kind: 'url' }>

export type FileSource = Extract<MetadataSource, { kind: 'file' }>
