import type { Terminal } from '../../server/src/main.cli.terminal';

/** A terminal that keeps what is written to it. */
export interface RecordingTerminal extends Terminal {
  readonly written: { out: string; error: string };
}

/** Stands in for a terminal, by default for a pipe. */
export function recordingTerminal(directory: string, given: Partial<Terminal> = {}): RecordingTerminal {
  const written = { out: '', error: '' };
  return {
    written,
    out: (text) => void (written.out += text),
    error: (text) => void (written.error += text),
    confirm: undefined,
    outIsTerminal: false,
    errorIsTerminal: false,
    colors: true,
    directory,
    milliseconds: () => 1234,
    peakRssMegabytes: () => 56.7,
    ...given,
  };
}
