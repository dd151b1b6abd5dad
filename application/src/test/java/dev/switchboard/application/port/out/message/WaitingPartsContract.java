package dev.switchboard.application.port.out.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.WaitingParts.Part;
import dev.switchboard.domain.conversation.ConversationId;
import org.junit.jupiter.api.Test;

/// The contract of [WaitingParts].
public interface WaitingPartsContract {
    ConversationId CHAT = ConversationId.of("chat", Seed.SESSION);

    /// The same one throughout a test, with nothing waiting when it began.
    WaitingParts waitingParts();

    @Test
    default void hasNothingAtFirst() {
        assertThat(waitingParts().all()).isEmpty();
    }

    @Test
    default void keepsAPartAsItIs() {
        String reply = "{\"text\":\"\u00e9\u2028\ud83d\ude00 \\u0000\",\"n\":1.0}";
        Part part = new Part(CHAT, "a".repeat(500), 3, "f".repeat(64), reply, Seed.NOW);

        waitingParts().put(part);

        assertThat(waitingParts().all()).containsExactly(part);
    }

    @Test
    default void keepsTheSamePartOnce() {
        Part first = part("a", 1, "f", 0);
        waitingParts().put(first);

        waitingParts().put(part("a", 1, "f", 60));
        InParallel.results(8, _ -> putAgain(first));

        assertThat(waitingParts().all()).containsExactly(first);
    }

    @Test
    default void tellsPartsApartByAllThatNamesThem() {
        Part part = part("a", 1, "f", 0);
        Part ofAnotherAnswer = part("b", 1, "f", 1);
        Part inAnotherPlace = part("a", 2, "f", 2);
        Part sayingSomethingElse = part("a", 1, "g", 3);
        Part inAnotherConversation =
                new Part(
                        ConversationId.of("chat", "other"),
                        "a",
                        1,
                        "f",
                        "{}",
                        Seed.NOW.plusSeconds(4));
        waitingParts().put(part);
        waitingParts().put(ofAnotherAnswer);
        waitingParts().put(inAnotherPlace);
        waitingParts().put(sayingSomethingElse);
        waitingParts().put(inAnotherConversation);

        waitingParts().remove(part);

        assertThat(waitingParts().all())
                .containsExactly(
                        ofAnotherAnswer,
                        inAnotherPlace,
                        sayingSomethingElse,
                        inAnotherConversation);
    }

    @Test
    default void listsTheOldestFirst() {
        waitingParts().put(part("a", 3, "f", 30));
        waitingParts().put(part("a", 1, "f", 10));
        waitingParts().put(part("a", 2, "f", 20));

        assertThat(waitingParts().all()).extracting(Part::index).containsExactly(1, 2, 3);
    }

    @Test
    default void listsAllHoweverManyThereAre() {
        InParallel.results(8, i -> putSome(i * 150));

        assertThat(waitingParts().all()).hasSize(1200);
    }

    @Test
    default void listsThoseOfAConversation() {
        ConversationId other = ConversationId.of("chat", Seed.SESSION + "2");
        Part theirs = new Part(other, "a", 1, "f", "{}", Seed.NOW);
        Part first = part("a", 1, "f", 1);
        Part second = part("b", 1, "f", 0);
        waitingParts().put(first);
        waitingParts().put(theirs);
        waitingParts().put(second);
        waitingParts().put(part("c", 1, "f", 2));
        waitingParts().remove(part("c", 1, "f", 2));

        assertThat(waitingParts().of(CHAT)).containsExactlyInAnyOrder(first, second);
        assertThat(waitingParts().of(other)).containsExactly(theirs);
    }

    @Test
    default void removesAPartThatIsNotThereWithoutHarm() {
        Part part = part("a", 1, "f", 0);
        waitingParts().put(part);

        waitingParts().remove(part);
        waitingParts().remove(part);

        assertThat(waitingParts().all()).isEmpty();
    }

    private int putSome(int from) {
        for (int i = from; i < from + 150; i++) {
            waitingParts().put(part("a", i, "f", i));
        }
        return from;
    }

    private int putAgain(Part part) {
        waitingParts().put(part);
        return part.index();
    }

    private static Part part(String answer, int index, String fingerprint, long seconds) {
        return new Part(CHAT, answer, index, fingerprint, "{}", Seed.NOW.plusSeconds(seconds));
    }
}
