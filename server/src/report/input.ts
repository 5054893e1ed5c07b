import type { Report } from '../engine/report';
import type { RuleMeta } from '../model/rule';
import type { Places } from './position';

/** What every format is written from. */
export interface ReportInput {
  readonly report: Report;
  readonly places: Places;
  readonly rules: ReadonlyMap<string, RuleMeta>;
  /** Of this tool. */
  readonly version: string;
  readonly milliseconds: number;
  readonly peakRssMegabytes: number;
}
