package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.application.port.out.upstream.SendOutcome;
import java.util.function.Supplier;

/// One step of sending a message: either done, or the message is kept back.
sealed interface SendStep {

    enum Done implements SendStep {
        DONE
    }

    record KeptBack(SendOutcome why) implements SendStep {}

    /// Takes the next step, unless the message was kept back.
    default SendStep then(Supplier<SendStep> next) {
        return switch (this) {
            case Done _ -> next.get();
            case KeptBack _ -> this;
        };
    }
}
