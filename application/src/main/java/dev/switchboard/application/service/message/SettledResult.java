package dev.switchboard.application.service.message;

import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.application.service.delivery.WaitingCallers.Outcome;
import dev.switchboard.domain.message.MessageId;

/// What a sender is told of a message that is journaled (contract channels 2.2).
final class SettledResult {

    private SettledResult() {}

    static Result.Settled of(MessageId id, Outcome outcome, boolean replayed) {
        return switch (outcome) {
            case Outcome.Taken(var body) -> new Result.Answered(id, body, replayed);
            case Outcome.Deferred _ -> new Result.Queued(id, replayed);
            case Outcome.Blocked _ ->
                    new Result.Refused(id, "endpoint_url host is not allowed", replayed);
            case Outcome.Refused(int status, var text) ->
                    new Result.Refused(
                            id,
                            text.isBlank() ? "Channel responded with status " + status : text,
                            replayed);
        };
    }
}
