package dev.switchboard.application.fakes;

import dev.switchboard.domain.message.MessageId;
import java.time.InstantSource;

/// Like [SequentialIds], but those of messages begin with the time, as a hub's do.
public final class TimedIds extends SequentialIds {

    /// Behind `msg_` and twelve digits.
    private static final int TIME_ENDS = 16;

    private final InstantSource clock;

    public TimedIds(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public MessageId messageId() {
        String time = MessageId.firstAt(clock.instant()).value().substring(0, TIME_ENDS);
        return new MessageId(time + super.messageId().value().substring(TIME_ENDS));
    }
}
