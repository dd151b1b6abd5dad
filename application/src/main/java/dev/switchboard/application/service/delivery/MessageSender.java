package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.upstream.SendOutcome;

/// Sends a message to one kind of target. Makes one call and blocks meanwhile.
public interface MessageSender {

    SendOutcome send(Owed owed);
}
