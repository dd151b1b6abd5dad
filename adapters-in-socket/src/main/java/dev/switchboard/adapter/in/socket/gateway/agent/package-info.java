/// Namespace `/agent`: agents' consoles (`docs/protocol/agent-desk.md`).
package dev.switchboard.adapter.in.socket.gateway.agent;
