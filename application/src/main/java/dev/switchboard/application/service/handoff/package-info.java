/// Handoffs: who answers a conversation, the queues and offers, and what agents' consoles are told.
@NullMarked
package dev.switchboard.application.service.handoff;

import org.jspecify.annotations.NullMarked;
