import type { FrameworkAdapter } from '../model/adapters';
import type { Uri } from '../model/source';
import type { Program } from '../project/program';
import type { Survey, Surveyed } from './survey';

/** The endpoints that code registers on routers. */
export function routedEndpoints(program: Program, files: readonly Uri[], frameworks: readonly FrameworkAdapter[], survey: Survey): readonly Surveyed[] {
  void program; void files; void frameworks; void survey;
  return [];
}
