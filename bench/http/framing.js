// HTTP/1.1 framing, as much of it as a load generator needs: whole messages out of a byte stream,
// held as latin1 text because that is the cheapest form in Node. Both sides of the benchmark are
// driven through it, so what it cannot do (trailers, upgrades) costs nobody anything.

const HEAD_END = '\r\n\r\n';
const LAST_CHUNK = '0\r\n\r\n';

/// Cuts the first whole message off `text`: {head, body, rest}, or null while it is incomplete.
export function firstMessage(text) {
  const headEnd = text.indexOf(HEAD_END);
  if (headEnd < 0) return null;
  const head = text.slice(0, headEnd);
  const bodyStart = headEnd + HEAD_END.length;
  if (header(head, 'transfer-encoding') === 'chunked') return chunkedMessage(text, head, bodyStart);
  const bodyEnd = bodyStart + Number(header(head, 'content-length') ?? 0);
  if (text.length < bodyEnd) return null;
  return { head, body: text.slice(bodyStart, bodyEnd), rest: text.slice(bodyEnd) };
}

function chunkedMessage(text, head, bodyStart) {
  let body = '';
  let at = bodyStart;
  for (;;) {
    const sizeEnd = text.indexOf('\r\n', at);
    if (sizeEnd < 0) return null;
    const size = parseInt(text.slice(at, sizeEnd), 16);
    if (size === 0) {
      const end = at + LAST_CHUNK.length;
      return text.length < end ? null : { head, body, rest: text.slice(end) };
    }
    const chunkStart = sizeEnd + 2;
    at = chunkStart + size + 2;
    if (text.length < at) return null;
    body += text.slice(chunkStart, chunkStart + size);
  }
}

const patterns = new Map();

/// The value of a header by its lower-case name, or undefined.
export function header(head, name) {
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`\r\n${name}: *([^\r]*)`, 'i');
    patterns.set(name, pattern);
  }
  return pattern.exec(head)?.[1];
}
