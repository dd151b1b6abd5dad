package dev.switchboard.application.service.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.delivery.WatchAttempts.Filter;
import dev.switchboard.application.port.in.delivery.WatchAttempts.Made;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttemptTailTest {

    private static final ConversationId CHAT = ConversationId.ofSession("abc123");
    private static final ConversationId OTHER = ConversationId.ofSession("other");

    private final AttemptTail tail = new AttemptTail();
    private final List<Made> seen = new ArrayList<>();

    private Runnable watch(
            Set<Target> targets,
            Set<Target.Kind> kinds,
            Set<Outcome> outcomes,
            @Nullable ConversationId conversation) {
        return tail.watch(new Filter(targets, kinds, outcomes, conversation), seen::add);
    }

    private void attempt(Target target, ConversationId conversation, Outcome outcome) {
        Message message =
                new Message(
                        new MessageId("msg_" + "0".repeat(32)),
                        conversation,
                        7,
                        new Author(Party.USER, "ann"),
                        Seed.MESSAGE,
                        null,
                        null,
                        Seed.NOW);
        tail.attempted(target, message, Attempt.step(Seed.NOW, outcome, ""));
    }

    @Test
    void tellsOfEveryAttemptUntilTheWatchEnds() {
        Runnable watching = watch(Set.of(), Set.of(), Set.of(), null);

        attempt(Seed.SLACK, CHAT, Outcome.DELIVERED);
        watching.run();
        attempt(Seed.SLACK, CHAT, Outcome.DELIVERED);

        assertThat(seen)
                .singleElement()
                .satisfies(made -> {
                    assertThat(made.target()).isEqualTo(Seed.SLACK);
                    assertThat(made.conversation()).isEqualTo(CHAT);
                    assertThat(made.seq()).isEqualTo(7);
                });
    }

    @Test
    void tellsOfWhatFitsAllOfTheFilter() {
        watch(
                Set.of(Seed.SLACK, Target.LIVE_CLIENTS),
                Set.of(Target.Kind.CHANNEL),
                Set.of(Outcome.REFUSED),
                CHAT);

        attempt(Seed.SLACK, CHAT, Outcome.REFUSED);
        attempt(Target.LIVE_CLIENTS, CHAT, Outcome.REFUSED);
        attempt(Target.SESSIONS_SERVER, CHAT, Outcome.REFUSED);
        attempt(Seed.SLACK, OTHER, Outcome.REFUSED);
        attempt(Seed.SLACK, CHAT, Outcome.DELIVERED);

        assertThat(seen).hasSize(1);
    }

    @Test
    void keepsTheFailureOfAWatcherFromTheLaneAndFromOthers() {
        tail.watch(
                new Filter(Set.of(), Set.of(), Set.of(), null),
                _ -> {
                    throw new IllegalStateException("broken");
                });
        watch(Set.of(), Set.of(), Set.of(), null);

        attempt(Seed.SLACK, CHAT, Outcome.DELIVERED);

        assertThat(seen).hasSize(1);
    }
}
