package dev.switchboard.application.service.message;

import dev.switchboard.application.service.delivery.WaitingCallers.Outcome;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The outcome that a sender was told first, as text to store with the idempotency key.
public final class OutcomeText {

    private static final String TAKEN = "answered ";
    private static final String REFUSED = "refused ";
    private static final Pattern REFUSAL =
            Pattern.compile(REFUSED + "(\\d{1,9}) (.*)", Pattern.DOTALL);
    private static final String BLOCKED = "blocked";
    private static final String DEFERRED = "queued";

    private OutcomeText() {}

    public static String write(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken(var body) -> TAKEN + (body == null ? "" : body);
            case Outcome.Refused(int status, var text) -> REFUSED + status + " " + text;
            case Outcome.Blocked _ -> BLOCKED;
            case Outcome.Deferred _ -> DEFERRED;
        };
    }

    /// An unknown text counts as deferred, which is always a correct answer.
    public static Outcome read(String text) {
        if (text.startsWith(TAKEN)) {
            String body = text.substring(TAKEN.length());
            return new Outcome.Taken(body.isEmpty() ? null : body);
        }
        if (text.equals(BLOCKED)) {
            return new Outcome.Blocked();
        }
        Matcher refusal = REFUSAL.matcher(text);
        return refusal.matches()
                ? new Outcome.Refused(Integer.parseInt(refusal.group(1)), refusal.group(2))
                : new Outcome.Deferred();
    }
}
