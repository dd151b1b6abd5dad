package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.adapter.out.upstreams.salesforce.entry.Parts.Part;
import dev.switchboard.domain.desk.DeskRef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The parts of our messages that a chat's conversations have, or refused. What one conversation
/// has, its replacement has not.
final class SentParts {

    private static final Logger LOG = LoggerFactory.getLogger(SentParts.class);

    private final Recent ids = new Recent();
    private @Nullable Forbidden forbidden;

    /// @param conversation the first one that refused the part
    private record Forbidden(String part, String conversation) {}

    void add(String conversation, String id) {
        ids.add(in(conversation, id));
    }

    boolean has(String conversation, String id) {
        return ids.has(in(conversation, id));
    }

    /// The number of parts up to the last that the conversation has. It has all before that one,
    /// too, also if there are too many to remember.
    int count(String conversation, List<Part> parts) {
        for (int i = parts.size(); i > 0; i--) {
            if (has(conversation, parts.get(i - 1).id())) {
                return i;
            }
        }
        return 0;
    }

    /// A conversation forbids this part.
    ///
    /// @return whether another one did so before, so that the fault is the part's own
    synchronized boolean isForbiddenAgain(String conversation, Part part) {
        Forbidden first = forbidden;
        if (first == null || !first.part().equals(part.id())) {
            forbidden = new Forbidden(part.id(), conversation);
            return false;
        }
        return !first.conversation().equals(conversation);
    }

    /// Whether a failure may be about the words of a part: the same call with others may succeed.
    static boolean concernsWords(CallResult outcome) {
        return ChatTokens.forbids(outcome)
                || (outcome instanceof CallResult.Refused(int status, _)
                        && (status == 400 || status == 413 || status == 422));
    }

    /// A conversation refuses this part of its briefing, which may quote a forbidden message. Its
    /// agents go without the part, and the chat goes on. If it forbids everything, the next message
    /// has it replaced, and the briefing begins anew.
    void leaveOut(DeskRef chat, String conversation, Part part) {
        LOG.atWarn()
                .addKeyValue("action", "briefing_forbidden")
                .addKeyValue("chat", chat)
                .log(
                        "The replacement conversation of {} forbids a part of what was said before:"
                                + " its agents go without it",
                        chat);
        add(conversation, part.id());
    }

    private static String in(String conversation, String message) {
        return conversation + "/" + message;
    }
}
