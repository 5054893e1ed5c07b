import assert from 'node:assert/strict';
import type { AccessGraph, Action, Condition, Edge, EffectKind, Guard, Step } from '../../server/src/model/access';
import { exposures } from '../../server/src/model/path';
import type { Span } from '../../server/src/model/source';

/** A span that is told apart by its name. */
function place(name: string): Span {
  return { uri: `/${name}`, start: 0, end: 1 };
}

const bearer: Guard = {
  span: place('comparison'),
  result: place('comparison'),
  verification: {
    credential: { kind: 'header', name: 'authorization' },
    secret: { kind: 'env', name: 'CRON_SECRET', mayBeUnset: true },
    method: 'constant-time',
    binds: [],
    api: undefined,
    weaknesses: [],
  },
  read: undefined,
  isShared: false,
  isKept: false,
  operands: undefined,
};
const signature: Guard = { ...bearer, span: place('signature'), verification: { ...bearer.verification, secret: { kind: 'key' } } };

const verified = (guard = 0): Condition => ({ kind: 'verified', guard, span: place('comparison') });
const refused = (guard = 0): Condition => ({ kind: 'refused', guard, span: place('comparison') });
const unset = (at: string, variable = 'CRON_SECRET'): Condition => ({ kind: 'unset', variable, set: false, span: place(at) });
const set = (at: string, variable = 'CRON_SECRET'): Condition => ({ kind: 'unset', variable, set: true, span: place(at) });
const environment = (at: string, variable: string, value: string, equal: boolean): Condition => ({
  kind: 'environment',
  variable,
  value,
  equal,
  span: place(at),
});
const network = (at: string, equal: boolean): Condition => ({ kind: 'network', source: 'x-forwarded-for', equal, span: place(at) });
const claim = (at: string, equal: boolean): Condition => ({ kind: 'claim', name: 'x-vercel-cron', equal, span: place(at) });
const effect = (what: string, kind: EffectKind = 'database', certain = true): Action => ({
  kind: 'effect',
  effect: { span: place(what), kind, what },
  certain,
});
const answer = effect('answer', 'response');
const reject: Action = { kind: 'reject', stops: true };

type Outline = Readonly<
  Record<string, readonly [does: Action | undefined, ...next: readonly (string | readonly [to: string, given: Condition])[]]>
>;

/** A graph from named steps; the first is the entry. */
function graphOf(outline: Outline): AccessGraph {
  const names = Object.keys(outline);
  const steps = Object.entries(outline).map(([name, [does, ...next]]): Step => {
    const edges = next.map((edge): Edge => {
      const [to, given] = typeof edge === 'string' ? [edge, undefined] : edge;
      assert.ok(names.includes(to), `no step '${to}'`);
      return { to: names.indexOf(to), given };
    });
    return { span: place(name), does, next: edges };
  });
  return { entry: 0, steps };
}

/** Cause and place of every exposure. */
function causes(outline: Outline, guards: readonly Guard[] = [bearer]): readonly string[] {
  return exposures(graphOf(outline), guards).map(({ cause, at }) => `${cause} ${at.uri}`);
}

const rest: Outline = { work: [effect('db'), 'done'], done: [answer], no: [reject] };

describe('exposures', () => {
  it('finds an effect that nothing guards', () => {
    assert.deepEqual(causes({ in: [undefined, 'work'], ...rest }, []), ['open /db']);
  });

  it('finds nothing behind a passed verification', () => {
    assert.deepEqual(causes({ in: [undefined, ['work', verified()], ['no', refused()]], ...rest }), []);
  });

  it('accepts different verifications on different branches', () => {
    const outline: Outline = {
      in: [undefined, 'a', 'b'],
      a: [undefined, ['work', verified(0)], ['no', refused(0)]],
      b: [undefined, ['work', verified(1)], ['no', refused(1)]],
      ...rest,
    };
    assert.deepEqual(causes(outline, [bearer, signature]), []);
  });

  it('prefers a known effect to an unresolved call and to the response', () => {
    const [found] = exposures(graphOf({ in: [undefined, 'load'], load: [effect('load', 'unknown', false), 'work'], ...rest }), []);
    assert.equal(found?.target.what, 'db');
    assert.equal(found?.certain, true);
  });

  it('tells that only an unresolved call is reached', () => {
    const [found] = exposures(
      graphOf({
        in: [undefined, 'load'],
        load: [effect('load', 'unknown', false), 'check'],
        check: [undefined, ['work', verified()], ['no', refused()]],
        ...rest,
      }),
      [bearer],
    );
    assert.equal(found?.cause, 'open');
    assert.equal(found?.certain, false);
  });

  it('leaves out what only runs while a request is rejected', () => {
    const outline: Outline = { in: [undefined, ['work', verified()], ['alert', refused()]], alert: [effect('alert'), 'no'], ...rest };
    assert.deepEqual(causes(outline), []);
  });

  it('leaves out a refusal that is answered with a success status', () => {
    const outline: Outline = { in: [undefined, ['work', verified()], ['shy', refused()]], shy: [effect('refusal', 'response')], ...rest };
    assert.deepEqual(causes(outline), []);
  });

  it('finds other work on the refused side', () => {
    const outline: Outline = {
      in: [undefined, ['work', verified()], ['other', refused()]],
      other: [effect('other'), 'bye'],
      bye: [effect('bye', 'response')],
      ...rest,
    };
    assert.deepEqual(causes(outline), ['open /other']);
  });

  it('finds a check that makes no difference', () => {
    assert.deepEqual(causes({ in: [undefined, ['work', verified()], ['work', refused()]], ...rest }), ['ignored /comparison']);
  });

  it('finds that a check only counts for some requests', () => {
    const outline: Outline = {
      in: [undefined, ['work', verified()], ['method', refused()]],
      method: [undefined, 'work', 'no'],
      ...rest,
    };
    assert.deepEqual(causes(outline), ['open /db']);
    assert.deepEqual(causes({ ...outline, no: [{ kind: 'reject', stops: false }] }), ['open /db']);
  });

  it('finds a rejection that does not stop', () => {
    const outline: Outline = {
      in: [undefined, ['work', verified()], ['sent', refused()]],
      sent: [{ kind: 'reject', stops: false }, 'work'],
      ...rest,
    };
    assert.deepEqual(causes(outline), ['ignored /sent']);
  });

  it('finds a lost result, whatever the reason for the refusal', () => {
    const lost: Action = { kind: 'lost', how: 'dropped', guard: 0 };
    const outline: Outline = {
      in: [undefined, ['call', verified()], ['call', refused()], ['call', unset('absent')]],
      call: [lost, 'work'],
      ...rest,
    };
    assert.deepEqual(causes(outline), ['ignored /call']);
  });

  it('blames the lost result when the verifier gives up early on another path to the same effect', () => {
    const lost: Action = { kind: 'lost', how: 'not-awaited', guard: 0 };
    const outline: Outline = {
      in: [undefined, 'check', 'work'],
      check: [undefined, ['work', verified()], ['call', refused()]],
      call: [lost, 'work'],
      ...rest,
    };
    assert.deepEqual(causes(outline), ['ignored /call']);
    assert.deepEqual(causes({ ...outline, in: [undefined, 'check', 'work', 'other'], other: [effect('other'), 'done'] }), ['open /db']);
  });

  it('reports only the open path when there is one beside an ignored check', () => {
    const outline: Outline = { in: [undefined, 'work', 'check'], check: [undefined, ['work', verified()], ['work', refused()]], ...rest };
    assert.deepEqual(causes(outline), ['open /db']);
  });

  it('names an unset secret', () => {
    const outline: Outline = {
      in: [undefined, ['work', unset('presence')], ['check', set('presence')]],
      check: [undefined, ['work', verified()], ['no', refused()]],
      ...rest,
    };
    assert.deepEqual(causes(outline), ['unset /presence']);
    assert.equal(exposures(graphOf(outline), [bearer])[0]?.guard, 0);
  });

  it('takes a missing secret that is rejected as no way in', () => {
    const outline: Outline = {
      in: [undefined, ['no', unset('presence')], ['check', set('presence')]],
      check: [undefined, ['work', verified()], ['no', refused()]],
      ...rest,
    };
    assert.deepEqual(causes(outline), []);
  });

  it('names every place where a secret may be missing', () => {
    const outline: Outline = {
      in: [undefined, ['work', unset('current', 'CRON_SECRET')], ['next', set('current')]],
      next: [undefined, ['work', unset('next', 'CRON_SECRET_NEXT')], ['check', set('next')]],
      check: [undefined, ['work', verified()], ['no', refused()]],
      ...rest,
    };
    assert.deepEqual(causes(outline), ['unset /current', 'unset /next']);
  });

  it('names address, claim, host and environment', () => {
    const guarded = (given: Condition, otherwise: Condition): Outline => ({
      in: [undefined, ['work', given], ['check', otherwise]],
      check: [undefined, ['work', verified()], ['no', refused()]],
      ...rest,
    });
    const host = (equal: boolean): Condition => ({ kind: 'host', source: 'host', equal, span: place('host') });
    assert.deepEqual(causes(guarded(network('address', true), network('address', false))), ['network /address']);
    assert.deepEqual(causes(guarded(claim('header', true), claim('header', false))), ['claim /header']);
    assert.deepEqual(causes(guarded(host(true), host(false))), ['environment /host']);
    assert.deepEqual(
      causes(guarded(environment('env', 'NODE_ENV', 'production', false), environment('env', 'NODE_ENV', 'production', true))),
      ['environment /env'],
    );
  });

  it('takes a feature switch whose other side rejects as no excuse', () => {
    const outline: Outline = {
      in: [
        undefined,
        ['work', environment('switch', 'ENABLE_JOBS', 'true', true)],
        ['no', environment('switch', 'ENABLE_JOBS', 'true', false)],
      ],
      ...rest,
    };
    assert.deepEqual(causes(outline, []), ['open /db']);
  });

  it('names a switch that turns the verification off', () => {
    const outline: Outline = {
      in: [
        undefined,
        ['check', environment('switch', 'CHECK_CALLER', 'yes', true)],
        ['work', environment('switch', 'CHECK_CALLER', 'yes', false)],
      ],
      check: [undefined, ['work', verified()], ['no', refused()]],
      ...rest,
    };
    assert.deepEqual(causes(outline), ['environment /switch']);
  });

  it('does not mind an environment that only decides what is logged', () => {
    const outline: Outline = {
      in: [
        undefined,
        ['log', environment('env', 'NODE_ENV', 'development', true)],
        ['check', environment('env', 'NODE_ENV', 'development', false)],
      ],
      log: [{ kind: 'log' }, 'check'],
      check: [undefined, ['work', verified()], ['work', unset('compare')], ['no', refused()]],
      ...rest,
    };
    assert.deepEqual(causes(outline), ['unset /compare']);
  });

  it('leaves out a claim that changes nothing on a path with another excuse', () => {
    const outline: Outline = {
      in: [undefined, ['late', network('address', true)], ['no', network('address', false)]],
      late: [undefined, ['work', claim('header', true)], ['work2', claim('header', false)]],
      work2: [effect('db2'), 'done'],
      ...rest,
    };
    assert.deepEqual(causes(outline, []), ['network /address']);
  });

  it('lets the last excuse name a path that needs several', () => {
    const outline: Outline = {
      in: [undefined, ['local', unset('presence')], ['check', set('presence')]],
      local: [
        undefined,
        ['work', environment('env', 'NODE_ENV', 'production', false)],
        ['no', environment('env', 'NODE_ENV', 'production', true)],
      ],
      check: [undefined, ['work', verified()], ['no', refused()]],
      ...rest,
    };
    assert.deepEqual(causes(outline), ['environment /env']);
  });

  it('tells a bypass switch from a secret by its name', () => {
    const outline: Outline = {
      in: [undefined, ['work', set('skip', 'SKIP_CRON_AUTH')], ['check', unset('skip', 'SKIP_CRON_AUTH')]],
      check: [undefined, ['work', verified()], ['no', refused()]],
      ...rest,
    };
    assert.deepEqual(causes(outline), ['environment /skip']);
  });

  it('puts the path in words', () => {
    const outline: Outline = {
      in: [undefined, ['work', unset('presence')], ['check', set('presence')]],
      check: [undefined, ['work', verified()], ['no', refused()]],
      ...rest,
    };
    const [found] = exposures(graphOf(outline), [bearer]);
    assert.deepEqual(
      found?.stations.map(({ message }) => message),
      ['a request arrives', '`CRON_SECRET` is not set', '`db` runs'],
    );
  });

  /** How often the search looks at what follows a step. */
  function effort(outline: Outline): number {
    const { entry, steps } = graphOf(outline);
    let looked = 0;
    const watched = steps.map((step): Step => ({
      ...step,
      get next() {
        looked++;
        return step.next;
      },
    }));
    exposures({ entry, steps: watched }, []);
    return looked;
  }

  /** Steps in a row; from each edges lead on to the next one, and elsewhere. */
  function chainOf(size: number, edges: (index: number, onward: string) => Outline[string]): Outline {
    const outline: Record<string, Outline[string]> = { in: [undefined, 's0'] };
    for (let index = 0; index < size; index++) outline[`s${index}`] = edges(index, index === size - 1 ? 'work' : `s${index + 1}`);
    return { ...outline, ...rest };
  }

  it('ends on loops and takes effort in proportion to the graph', () => {
    const looping = (size: number): Outline =>
      chainOf(size, (index, onward) => [undefined, [onward, claim(`c${index}`, true)], [onward, claim(`c${index}`, false)], 'in']);
    assert.deepEqual(causes(looping(400), []), ['open /db']);
    assert.ok(effort(looping(800)) < 2.1 * effort(looping(400)));
  });

  it('takes effort in proportion to the graph also when many excuses must be combined', () => {
    const excusing = (size: number): Outline =>
      chainOf(size, (index, onward) => [
        undefined,
        [onward, unset(`a${index}`, `A${index}_SECRET`)],
        [onward, unset(`b${index}`, `B${index}_SECRET`)],
        ['no', verified()],
      ]);
    assert.ok(exposures(graphOf(excusing(60)), []).length > 0);
    assert.ok(effort(excusing(60)) < 2.2 * effort(excusing(30)));
  });

  it('does not take what may happen behind a test that keeps nothing from being verified for a bypass, beside what does happen', () => {
    const outline = (behind: readonly [to: string, given: Condition]): Outline => ({
      entry: [
        undefined,
        ['logged', environment('logger', 'NODE_ENV', 'development', true)],
        ['compare', environment('logger', 'NODE_ENV', 'development', false)],
      ],
      logged: [undefined, 'unresolved', behind],
      unresolved: [effect('unresolved', 'unknown', false)],
      compare: [undefined, ['write', verified()], ['write', unset('secret')], ['reject', refused()]],
      write: [effect('write'), 'answer'],
      answer: [answer],
      reject: [reject],
    });
    assert.deepEqual(causes(outline(['compare', set('secret')])), ['unset /secret']);
    assert.deepEqual(causes(outline(['unresolved', set('secret')])).toSorted(), ['environment /logger', 'unset /secret']);
  });

  it('stands at the test that skips the check where set-up code has come to the same decision before', () => {
    const inDevelopment = environment('registration', 'NODE_ENV', 'production', false);
    const inProduction = environment('registration', 'NODE_ENV', 'production', true);
    const asked = (at: string, equal: boolean): Condition => ({ ...environment(at, 'NODE_ENV', 'production', equal), isRepeated: true });
    const outline: Outline = {
      entry: [undefined, ['guard in development', inDevelopment], ['guard in production', inProduction]],
      'guard in development': [undefined, ['logger in development', asked('guard', false)]],
      'logger in development': [undefined, ['answer', asked('logger', false)]],
      'guard in production': [undefined, ['compare', asked('guard', true)]],
      compare: [undefined, ['logger in production', verified()], ['reject', refused()]],
      'logger in production': [undefined, ['answer', asked('logger', true)]],
      answer: [answer],
      reject: [reject],
    };
    assert.deepEqual(causes(outline), ['environment /guard']);
  });
});
