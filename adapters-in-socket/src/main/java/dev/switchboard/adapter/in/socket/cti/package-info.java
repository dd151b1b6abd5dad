/// Softphones and wall boards over raw WebSocket: presence, availability and unread counts.
/// `docs/protocol/cti.md` describes the frames.
package dev.switchboard.adapter.in.socket.cti;
