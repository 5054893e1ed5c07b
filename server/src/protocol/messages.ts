import type { Location, TextDocumentPositionParams } from 'vscode-languageserver';
import type { ToolAnswer } from '../agent/project';
import type { Assurance, Verdict } from '../model/finding';
import type { Judgement, Outcome } from '../probe/attempt';

/** Notification to the client after every analysis. */
export const statusNotification = 'zeroTrustCron/status';

/** Notification to the client: the answer to {@link endpointsRequest} may be another one now. */
export const endpointsChangedNotification = 'zeroTrustCron/endpointsChanged';

/** Notification to the client: how far the analysis is that its {@link endpointsRequest} waits for. */
export const progressNotification = 'zeroTrustCron/progress';

/** Request to the client: every file below a folder, as URIs; without `node_modules`. */
export const listRequest = 'files/list';

/** Request to the client: a file's bytes in base64, or `null` when there is none. */
export const readRequest = 'files/read';

/** Request from the client: every cron endpoint with its verdict. */
export const endpointsRequest = 'zeroTrustCron/endpoints';

/** Request from the client: how the verdicts of what is declared at, or passes, a position were reached. */
export const explainRequest = 'zeroTrustCron/explain';

/** Request from the client: sends an endpoint of a running server the requests that it must refuse. */
export const probeRequest = 'zeroTrustCron/probe';

/** Request from the client: a question of a language model; parameters are the name of a tool and its arguments. */
export const toolRequest = 'zeroTrustCron/tool';

/** What clients of this extension ask beyond the protocol, with what is answered. Client and server both hold to it. */
export interface Questions {
  readonly [endpointsRequest]: { readonly params: EndpointsParams; readonly answer: readonly EndpointItem[] };
  readonly [explainRequest]: { readonly params: TextDocumentPositionParams; readonly answer: readonly Explanation[] };
  readonly [probeRequest]: { readonly params: ProbeParams; readonly answer: ProbeAnswer };
  readonly [toolRequest]: { readonly params: ToolParams; readonly answer: ToolAnswer };
}

/** How a client asks for endpoints. */
export interface EndpointsParams {
  /** Whether it wants to know how far the analysis is. */
  readonly progress?: boolean;
}

/** How far an analysis is: which of the folders it has come to, and how many places in it that may be endpoints have been followed. */
export interface CheckProgress {
  readonly folder: number;
  readonly folders: number;
  readonly done: number;
  readonly total: number;
}

/** What the status item shows. */
export interface Status {
  readonly endpoints: number;
  readonly unverified: number;
  readonly weak: number;
  readonly busy: boolean;
  /** How long the last analysis took, without the time before that files changed. */
  readonly milliseconds: number;
}

/** An endpoint as clients see it. */
export interface EndpointItem {
  readonly id: string;
  readonly name: string;
  readonly methods: readonly string[];
  readonly path: string;
  readonly framework: string;
  readonly verdict: Verdict;
  readonly assurance: Assurance;
  readonly location: Location;
  readonly triggers: readonly {
    readonly scheduler: string;
    /** The scheduler as its makers call it; `null` when it is not known which one calls. */
    readonly schedulerName: string | null;
    readonly schedule: string | null;
    /** The schedule for people; `null` when it cannot be read. */
    readonly words: string | null;
    /** The next run with its time zone; `null` when it is not known. */
    readonly next: string | null;
    readonly timezone: string | null;
    readonly evidence: string;
    readonly location: Location;
  }[];
  /** The function that does the work; the declaration where it could not be found. */
  readonly handler: Location;
  readonly guards: readonly { readonly words: string; readonly location: Location }[];
  /** Rules that report something about it. */
  readonly rules: readonly string[];
}

/** How one verdict was reached. */
export interface Explanation {
  /** `GET /api/cron/sync` */
  readonly title: string;
  readonly verdict: Verdict;
  /** What the command line tool prints. */
  readonly text: string;
  /** The access graph; absent where the code could not be followed. */
  readonly picture: { readonly svg: string; readonly summary: string; readonly places: readonly Location[] } | null;
}

/** Which endpoint is probed, and where. */
export interface ProbeParams {
  /** The file of the endpoint's declaration. */
  readonly uri: string;
  readonly id: string;
  readonly baseUrl: string;
  /** Hosts that may be probed besides this machine. */
  readonly allowedHosts: readonly string[];
}

/** What the probe showed, or why there was none. */
export type ProbeAnswer =
  | { readonly problem: string }
  | {
      readonly outcome: Outcome;
      /** The requests in words, each with what became of it. */
      readonly requests: readonly { readonly judgement: Judgement; readonly words: string }[];
    };

/** A question of a language model: the name of a tool, and its arguments as they came. */
export interface ToolParams {
  readonly name: string;
  readonly input: unknown;
}
