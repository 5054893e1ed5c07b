import type { ModuleTemplate } from '../verifierModule';

const provides = 'verifiedPayload';
const names = ['verified-payload', 'verified-token-payload'] as const;

/** Verifies with `jsonwebtoken` and, as its `decode`, gives `null` for what is no token. `secret` is the variable that holds the key. */
export function verifiedByJsonwebtoken(secret: string): ModuleTemplate {
  return {
    names,
    provides,
    text: `‹import type { JwtPayload } from 'jsonwebtoken';
›import jwt from 'jsonwebtoken';

/** What a token says that was signed with ${secret} by JWT_ISSUER for JWT_AUDIENCE; null for every other one. */
export function verifiedPayload(token‹: string›)‹: JwtPayload | null› {
  const secret = process.env.${secret};
  const issuer = process.env.JWT_ISSUER;
  const audience = process.env.JWT_AUDIENCE;
  if (!secret || !issuer || !audience) return null;
  try {
    const payload = jwt.verify(token, secret, { algorithms: ['HS256'], issuer, audience });
    return typeof payload === 'string' || payload.exp === undefined ? null : payload;
  } catch {
    return null;
  }
}
`,
  };
}

/** Verifies with `jose` and, as decoding does, throws for what is no token. `secret`: the variable that holds a shared key, if there is one. */
export function verifiedByJose(secret: string | undefined): ModuleTemplate {
  const variable = secret ?? 'JWT_JWKS_URL';
  const key = secret === undefined ? 'keys' : 'new TextEncoder().encode(key)';
  return {
    names,
    provides,
    text: `${
      secret === undefined
        ? `import { createRemoteJWKSet, jwtVerify‹, type JWTPayload› } from 'jose';

let keys‹: ReturnType<typeof createRemoteJWKSet> | undefined›;
`
        : `import { jwtVerify‹, type JWTPayload› } from 'jose';
`
    }
/** What a token says that was signed with ${secret ?? 'a key of JWT_JWKS_URL'} by JWT_ISSUER for JWT_AUDIENCE; every other one is an error. */
export async function verifiedPayload‹<Claims = JWTPayload>›(token‹: string›)‹: Promise<Claims & JWTPayload>› {
  const key = process.env.${variable};
  const issuer = process.env.JWT_ISSUER;
  const audience = process.env.JWT_AUDIENCE;
  if (!key || !issuer || !audience) throw new Error('${variable}, JWT_ISSUER or JWT_AUDIENCE is not set');
${secret === undefined ? '  keys ??= createRemoteJWKSet(new URL(key));\n' : ''}  const { payload } = await jwtVerify‹<Claims>›(token, ${key}, { issuer, audience, requiredClaims: ['exp'] });
  return payload;
}
`,
  };
}
