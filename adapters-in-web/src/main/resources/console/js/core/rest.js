// The hub's REST API, with the token of who is signed in.
import { save } from "./page.js";
import { rest } from "./session.js";
import { hubTime } from "./words.js";

/** What the hub did not do, and how the hub's log is searched for it. */
export class Problem extends Error {
    /**
     * @param {string} call method and path, without the query
     * @param {number} status 0 if the hub did not answer
     * @param {{title?: string, detail?: string, error?: string, code?: number, request_id?: string,
     *   errors?: {field: string, reason: string}[]}} body problem details, or the envelope of the oldest routes
     * @param {Headers} [headers]
     */
    constructor(call, status, body, headers) {
        super(body.detail ?? body.error ?? body.title ?? "");
        this.call = call;
        this.status = status;
        this.code = body.code ?? null;
        this.fields = body.errors ?? [];
        this.requestId = body.request_id ?? headers?.get("X-Request-Id") ?? null;
        this.wait = Number(headers?.get("Retry-After") ?? 0);
        this.at = new Date(hubTime());
    }

    /** What the hub can do later by itself. */
    get passes() {
        return [0, 429, 503].includes(this.status);
    }

    /** Whether nobody knows if the hub did it. */
    get unsure() {
        return this.status === 0 || this.status >= 500;
    }
}

/** A path whose values are encoded. @param {TemplateStringsArray} parts @param {...string} values */
export function path(parts, ...values) {
    return String.raw({ raw: parts }, ...values.map(encodeURIComponent));
}

/**
 * @param {string} where
 * @param {Record<string, string | number | null | undefined>} [query] empty values are left out
 */
export async function get(where, query = {}) {
    const wanted = new URLSearchParams();
    Object.entries(query).forEach(([name, value]) => (value ?? "") === "" || wanted.set(name, String(value)));
    return (await ask("GET", where, { query: wanted.size ? `?${wanted}` : "" })).json();
}

/**
 * @param {string} method
 * @param {string} where
 * @param {{body?: object | Blob, query?: string, version?: string | number | null, key?: string, accept?: string}} [more] `key`
 *   names a request that may be repeated
 * @returns {Promise<Response>}
 */
export async function ask(method, where, { body, query = "", version, key, accept } = {}) {
    /** @type {Record<string, string>} */
    const headers = {};
    const file = body instanceof Blob && body;
    body && (headers["Content-Type"] = file ? file.type : "application/json");
    key && (headers["Idempotency-Key"] = key);
    accept && (headers.Accept = accept);
    (version ?? null) === null || (headers["If-Match"] = `"${version}"`);
    const call = `${method} ${where}`;
    const answer = await rest(where + query, { method, headers, body: file || (body && JSON.stringify(body)) }).catch(() => {
        throw new Problem(call, 0, {});
    });
    if (!answer.ok) {
        throw new Problem(call, answer.status, await answer.json().catch(() => ({})), answer.headers);
    }
    return answer;
}

/**
 * Gives a file of the hub's to the browser to keep.
 *
 * @param {string} where
 * @param {string} query
 * @param {string} name
 * @param {string} [accept] the type that it is to have
 */
export async function download(where, query, name, accept) {
    const answer = await ask("GET", where, { query, accept });
    save(await answer.blob(), name);
}
