package dev.switchboard.application.service.message;

import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.domain.message.MessageId;

/// The first answer to a request, as one line of text to keep beside its idempotency key.
final class FirstAnswer {

    private static final String QUEUED = "queued";
    private static final String REFUSED = "refused ";
    private static final String ANSWERED = "answered ";

    private FirstAnswer() {}

    static String write(Result.Settled result) {
        return switch (result) {
            case Result.Queued _ -> QUEUED;
            case Result.Refused(_, var text, _) -> REFUSED + text;
            case Result.Answered(_, var body, _) -> ANSWERED + (body == null ? "" : body);
        };
    }

    static Result.Settled read(MessageId id, String answer) {
        if (answer.startsWith(ANSWERED)) {
            String body = answer.substring(ANSWERED.length());
            return new Result.Answered(id, body.isEmpty() ? null : body, true);
        }
        if (answer.startsWith(REFUSED)) {
            return new Result.Refused(id, answer.substring(REFUSED.length()), true);
        }
        return new Result.Queued(id, true);
    }
}
