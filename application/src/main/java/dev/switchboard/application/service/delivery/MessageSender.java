package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.upstream.SendOutcome;

/// Knows how to bring a message to one kind of target. Calls it once, and blocks meanwhile.
public interface MessageSender {

    SendOutcome send(Owed owed);
}
