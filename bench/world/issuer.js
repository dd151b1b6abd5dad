import { createSign, generateKeyPairSync } from 'node:crypto';
import { Listener } from '../http/listener.js';

const HOURS = 3600;

/// Whose tokens the hub takes beside its own, so that thousands of people need no accounts.
export class Issuer {
  #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  #listener = new Listener(() => JSON.stringify({ keys: [this.#published()] }));

  async open() {
    await this.#listener.open();
    this.url = `http://127.0.0.1:${this.#listener.port}`;
    return this;
  }

  /// What a hub must be told of it.
  get settings() {
    return {
      // Its address has no TLS, which only a hub for development accepts.
      SWITCHBOARD_DEVELOPMENT: 'true',
      SWITCHBOARD_IDENTITY_OIDC_ISSUER_URI: this.url,
      SWITCHBOARD_IDENTITY_OIDC_JWK_SET_URI: `${this.url}/keys`,
    };
  }

  /// Good for the whole run.
  ///
  /// @param claims whom it is about
  token(claims) {
    const now = Math.floor(Date.now() / 1000);
    const said = { iss: this.url, aud: 'switchboard', iat: now, exp: now + 6 * HOURS, ...claims };
    const text = `${encoded({ alg: 'RS256', typ: 'at+jwt', kid: 'bench' })}.${encoded(said)}`;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(this.#keys.privateKey, 'base64url')}`;
  }

  #published() {
    return { ...this.#keys.publicKey.export({ format: 'jwk' }), kid: 'bench', alg: 'RS256', use: 'sig' };
  }
}

const encoded = (json) => Buffer.from(JSON.stringify(json)).toString('base64url');
