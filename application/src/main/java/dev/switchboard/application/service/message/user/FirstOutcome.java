package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.in.message.SendUserMessage.Result.Journaled;
import dev.switchboard.domain.message.MessageId;

/// What a sender was told first, as one line of text to keep beside the idempotency key.
final class FirstOutcome {

    private static final String QUEUED = "queued";
    private static final String REFUSED = "refused ";
    private static final String ANSWERED = "answered ";

    private FirstOutcome() {}

    static String write(Journaled result) {
        return switch (result) {
            case Result.Queued _ -> QUEUED;
            case Result.Refused(_, _, int status, var text, _) -> REFUSED + status + " " + text;
            case Result.Answered(_, _, var body, _) -> ANSWERED + (body == null ? "" : body);
        };
    }

    static Journaled read(MessageId id, long seq, String answer) {
        if (answer.startsWith(ANSWERED)) {
            String body = answer.substring(ANSWERED.length());
            return new Result.Answered(id, seq, body.isEmpty() ? null : body, true);
        }
        if (answer.startsWith(REFUSED)) {
            return refused(id, seq, answer.substring(REFUSED.length()));
        }
        return new Result.Queued(id, seq, true);
    }

    private static Journaled refused(MessageId id, long seq, String rest) {
        int space = rest.indexOf(' ');
        int status = Integer.parseInt(rest.substring(0, space));
        return new Result.Refused(id, seq, status, rest.substring(space + 1), true);
    }
}
