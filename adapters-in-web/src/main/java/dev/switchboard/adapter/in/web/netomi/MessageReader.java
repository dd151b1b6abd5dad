package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.netomi.Senders.Sender;
import dev.switchboard.application.port.in.message.SendUserMessage.Command;
import dev.switchboard.application.port.out.time.Ids;
import java.time.Clock;

/// Parses messages for the bot, and adds a missing id or time. Holds the source of ids, which a
/// controller may not know.
record MessageReader(Ids ids, Clock clock, NetomiWebProperties properties) {

    ProcessMessage read(byte[] body) {
        return ProcessMessage.from(body, ids);
    }

    Command toCommand(ProcessMessage message, Sender sender) {
        return message.toCommand(sender, clock.instant(), properties.syncWait());
    }
}
