/// Softphones and wall boards over raw WebSocket: who is on a call, who is free, what is unread.
/// What they may send and what they get is in `docs/protocol/cti.md`.
package dev.switchboard.adapter.in.socket.cti;
