package dev.switchboard.application.port.out.people;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.key;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static dev.switchboard.application.port.out.store.EntryDraft.note;
import static dev.switchboard.application.port.out.store.EntryDraft.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Redriven;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Discarded;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of [Eraser]: the words go, the rest stays.
public interface EraserContract extends StoreContract {

    Eraser eraser();

    private Message found(Message message) {
        return store().history().find(message.id()).orElseThrow().message();
    }

    private void erase(Message... messages) {
        eraser().erase(List.of(messages), Seed.NOW.plusSeconds(60));
    }

    @Test
    default void leavesTheEntryWithoutItsWords() {
        Message first = stored(question());
        Message second = stored(question());

        erase(first);

        Message erased = found(first);
        assertThat(erased.content()).isEqualTo(Content.ERASED);
        assertThat(erased.author().party()).isEqualTo(Party.USER);
        assertThat(erased.author().name()).isEqualTo("erased");
        assertThat(erased.replyTo()).isNull();
        assertThat(erased.seq()).isEqualTo(first.seq());
        assertThat(erased.at()).isEqualTo(first.at());
        assertThat(found(second)).isEqualTo(second);
        assertThat(stored(question()).seq()).isEqualTo(3);
    }

    @Test
    default void leavesANoteForAgentsAloneWithoutItsWords() {
        Message note = stored(note());
        Message both = stored(note().holding(new Content("{}", Seed.NOTE.note())));

        erase(note, both);

        assertThat(found(note).content()).isEqualTo(Content.forAgents(AgentNote.ERASED));
        assertThat(found(note).content().isErased()).isTrue();
        assertThat(found(both).content()).isEqualTo(Content.ERASED);
    }

    @Test
    default void keepsWhoSpokeForOthersThanUsers() {
        Message asked = stored(message());
        Message answer = stored(answerTo(asked.id()));

        erase(asked, answer);

        assertThat(found(asked).author()).isEqualTo(asked.author());
        assertThat(found(answer).author()).isEqualTo(answer.author());
        assertThat(found(answer).answers()).isEqualTo(asked.id());
    }

    @Test
    default void endsWhatIsPendingAndParked() {
        Message pending = stored(message());
        Message parked = stored(message());
        giveUp(parked, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        Message delivered = stored(message());
        deliver(delivered, Seed.SLACK, Seed.NOW);

        erase(pending, parked, delivered);

        for (Message ended : List.of(pending, parked)) {
            assertThat(deliveryOf(ended, Seed.SLACK))
                    .isInstanceOfSatisfying(
                            Discarded.class,
                            it -> assertThat(it.reason()).isEqualTo(ParkReason.ERASED));
            assertThat(outcomes(ended)).last().isEqualTo(Outcome.DISCARDED);
            assertThat(store().journal().redrive(ended.id(), Seed.SLACK, Seed.NOW))
                    .isInstanceOf(Redriven.NotParked.class);
        }
        assertThat(deliveryOf(delivered, Seed.SLACK)).isInstanceOf(Delivery.Delivered.class);
        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).isEmpty();
        assertThat(pendingPerTarget()).doesNotContainKey(Seed.SLACK);
        assertThat(lanes()).isEmpty();
    }

    @Test
    default void endsWhatIsOwedToSeveral() {
        Message message = stored(message().owedTo(Seed.SLACK, Target.SESSIONS_SERVER));
        deliver(message, Target.SESSIONS_SERVER, Seed.NOW);

        erase(message);

        assertThat(deliveryOf(message, Seed.SLACK)).isInstanceOf(Discarded.class);
        assertThat(deliveryOf(message, Target.SESSIONS_SERVER))
                .isInstanceOf(Delivery.Delivered.class);
    }

    @Test
    default void takesWhatTargetsSaidOutOfTheTrace() {
        Message message = stored(message());
        retry(message, Seed.SLACK, Seed.NOW);
        retry(message, Seed.SLACK, Seed.NOW.plusSeconds(2));
        assertThat(details(message)).containsExactly("tried", "tried");

        erase(message);

        assertThat(details(message)).containsExactly("", "", "erased");
        assertThat(outcomes(message))
                .containsExactly(Outcome.UNAVAILABLE, Outcome.UNAVAILABLE, Outcome.DISCARDED);
    }

    private List<String> details(Message message) {
        return store().history().trace(message.id()).stream()
                .map(Hop::attempt)
                .map(attempt -> attempt.detail())
                .toList();
    }

    @Test
    default void stillRecognisesRepeatsAndTellsThemNothing() {
        EntryDraft keyed = message().keyed(key("k", "f"));
        Message message = stored(keyed);
        store().journal().rememberAnswer("svc", "k", "answered with words");
        stored(message().keyed(key("other", "f")));
        store().journal().rememberAnswer("svc", "other", "kept");

        erase(message);
        eraser().scrub();

        assertThat(store().journal().append(keyed.entry()))
                .isEqualTo(new Appended.Repeated(message.id(), ""));
        assertThat(store().journal().recall(key("other", "f")))
                .hasValueSatisfying(
                        it -> assertThat(((Appended.Repeated) it).answer()).isEqualTo("kept"));
    }

    @Test
    default void doesNothingTwice() {
        Message message = stored(message());
        erase(message);
        List<Hop> before = store().history().trace(message.id());

        erase(message);
        eraser().scrub();
        eraser().scrub();

        assertThat(store().history().trace(message.id())).isEqualTo(before);
        assertThat(found(message).content().isErased()).isTrue();
    }
}
