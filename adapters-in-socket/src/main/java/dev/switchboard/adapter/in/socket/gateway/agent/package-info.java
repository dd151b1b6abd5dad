/// Namespace `/agent`: the consoles of people who answer (`docs/protocol/agent-desk.md`).
@NullMarked
package dev.switchboard.adapter.in.socket.gateway.agent;

import org.jspecify.annotations.NullMarked;
