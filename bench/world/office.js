import { Connection } from '../http/connection.js';
import { temporaryFile } from '../systems/children.js';
import { Generator } from '../systems/generator.js';

const CONNECTIONS = 64;

/// An organisation of users, in groups of equal size, and the load generator that watches them and
/// reports what they do.
export class Office {
  #issuer;
  #system;
  #size;

  /// @param size {users, groupSize}; a group of 0 is none
  constructor(issuer, system, size) {
    this.#issuer = issuer;
    this.#system = system;
    this.#size = size;
    this.backEnd = issuer.token({ sub: 'back-end', roles: ['SERVICE', 'ADMIN'], ...this.#of(999_999) });
  }

  /// Everybody has reported once, and is in a group.
  async open() {
    const { users, groupSize } = this.#size;
    const groups = groupSize ? Math.ceil(users / groupSize) : 0;
    await this.#putAll(users, (i) => [
      `/user/${i + 1}/presence`,
      `{"userId":${i + 1},"presence":"","availability":"Available","availabilityStateId":1,"availabilityProfileId":1}`,
    ]);
    await this.#putAll(groups, (i) => [`/user-group/${i + 1}`, `{"name":"Group ${i + 1}"}`]);
    await this.#putAll(groups && users, (i) => [
      `/user-group/${Math.floor(i / groupSize) + 1}/user/${i + 1}`,
      '{}',
    ]);
    return this;
  }

  /// @param options of the load generator beside what it must know of all this
  watched(options) {
    const { users, groupSize } = this.#size;
    const people = Array.from({ length: users }, (_, i) =>
      this.#issuer.token({ sub: `user-${i + 1}`, roles: ['AGENT'], ...this.#of(i + 1) }),
    );
    return new Generator('presence', {
      port: this.#system.port,
      pid: this.#system.pid,
      token: this.backEnd,
      tokens: temporaryFile('tokens', people),
      users,
      'group-size': groupSize || 1,
      ...options,
    });
  }

  #of = (user) => ({ natterboxOrgId: 'bench', natterboxUserId: String(user) });

  async #putAll(count, request) {
    const headers = `content-type: application/json\r\nauthorization: Bearer ${this.backEnd}\r\n`;
    let next = 0;
    async function work() {
      const connection = new Connection(this.#system.port);
      while (next < count) {
        const [place, body] = request(next++);
        const { status } = await connection.request('PUT', `/v1/organisation/bench${place}`, headers, body);
        if (status >= 300) throw new Error(`${place} gave ${status}`);
      }
      connection.close();
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, work.bind(this)));
  }
}
