/// Namespace `/agent`: the consoles of people who answer (`docs/protocol/agent-desk.md`).
package dev.switchboard.adapter.in.socket.gateway.agent;
