package dev.switchboard.application.service.message.user;

import dev.switchboard.domain.conversation.ConversationId;
import java.util.LinkedHashMap;
import java.util.Map;

/// The answers that came in parts lately. Of those for which nothing waits the oldest are
/// forgotten: a part of such an answer waits its time, and then goes on its way.
final class AnswersInParts {

    private static final int REMEMBERED = 10_000;

    private final Map<Name, AnswerInParts> answers = new LinkedHashMap<>();

    private record Name(ConversationId conversation, String answer) {}

    synchronized AnswerInParts of(ConversationId conversation, String answer) {
        Name name = new Name(conversation, answer);
        AnswerInParts found = answers.remove(name);
        AnswerInParts present = found == null ? new AnswerInParts() : found;
        answers.put(name, present);
        if (answers.size() > REMEMBERED) {
            forgetOldestIdle();
        }
        return present;
    }

    private void forgetOldestIdle() {
        answers.entrySet().stream()
                .filter(entry -> entry.getValue().isIdle())
                .findFirst()
                .ifPresent(entry -> answers.remove(entry.getKey()));
    }
}
