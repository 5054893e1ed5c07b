import type { SourceText } from '../model/source';
import { readJson } from './json';
import type { Reading } from './tree';
import { readYaml } from './yaml';

/** Reads a manifest that may be written as JSON or as YAML, as its name says. */
export function readDocuments(source: SourceText): Reading {
  return source.uri.endsWith('.json') ? readJson(source) : readYaml(source);
}
