package dev.switchboard.application.port.out.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.chat.Chats.Changed;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.chat.Chat.Once;
import dev.switchboard.domain.chat.Chat.Request;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of [Chats]: one live chat per conversation, every change is one compare-and-set,
/// and what is open is found.
public interface ChatsContract {
    ConversationId CONVERSATION = ConversationId.of("bot", "acme:52155");
    Instant NOW = Seed.NOW;

    /// The same one throughout a test, knowing nothing when it began.
    Chats chats();

    @Test
    default void knowsNothingOfAConversationAtFirst() {
        assertThat(chats().newest(CONVERSATION, 10)).isEmpty();
        assertThat(chats().open(null, 10)).isEmpty();
        assertThat(chats().find(begun(1).id())).isEmpty();
    }

    @Test
    default void keepsEachStateWithAllThatItHas() {
        keepsFromTheBeginningToTheEnd();
    }

    @Test
    default void keepsWhenTheBotHasTheUserOfAChatThatNeverWas() {
        Chat begun = begun(1);
        Chat failed =
                begun.end(EndReason.NOT_CREATED, NOW.plusSeconds(1), NOW.plusSeconds(45))
                        .orElseThrow();

        chats().begin(begun);
        assertThat(chats().change(begun.version(), failed)).isEqualTo(new Changed.Done());

        assertThat(chats().find(failed.id())).contains(failed);
    }

    /// @return the last, which is over and not finished
    default Chat keepsFromTheBeginningToTheEnd() {
        Chat begun = begun(1);
        Chat held = begun.opened(NOW.plusSeconds(1)).orElseThrow();
        Chat heard = held.heardBy(7);
        Chat joined = heard.join(NOW.plusSeconds(2)).orElseThrow();
        Chat again = joined.hold(NOW.plusSeconds(3)).orElseThrow();
        Chat ended = again.end(EndReason.UNANSWERED, NOW.plusSeconds(4)).orElseThrow();

        assertThat(chats().begin(begun)).isEqualTo(new Changed.Done());
        assertThat(chats().newest(CONVERSATION, 10)).containsExactly(begun);
        long expected = begun.version();
        for (Chat next : List.of(held, heard, joined, again, ended)) {
            assertThat(chats().change(expected, next)).isEqualTo(new Changed.Done());
            assertThat(chats().newest(CONVERSATION, 10)).containsExactly(next);
            assertThat(chats().find(next.id())).contains(next);
            expected = next.version();
        }
        return ended;
    }

    @Test
    default void erasesWhatAFinishedOneSaysOfItsUserAndNoOther() {
        Chat first = begun(1);
        Chat over = first.end(EndReason.NOT_CREATED, NOW).orElseThrow();
        assertThat(chats().erase(first.id())).isTrue();
        chats().begin(first);
        assertThat(chats().erase(first.id())).isFalse();
        chats().change(1, over);
        assertThat(chats().erase(first.id())).isFalse();
        assertThat(chats().find(first.id())).contains(over);
        chats().finish(over);

        assertThat(chats().erase(first.id())).isTrue();
        assertThat(chats().erase(first.id())).isTrue();

        assertThat(chats().newest(CONVERSATION, 10)).containsExactly(over.erased());
        assertThat(over.erased().request().userId()).isEqualTo("erased");
        assertThat(over.erased().request().email()).isEmpty();
        assertThat(chats().open(null, 10)).isEmpty();
    }

    @Test
    default void beginsTheNextBehindOneThatHasEndedAndShowsTheNewestFirst() {
        Chat first = begun(1);
        Chat over = first.end(EndReason.NOT_CREATED, NOW).orElseThrow();
        Chat second = begun(2);
        chats().begin(first);

        assertThat(chats().begin(second)).isEqualTo(new Changed.Overtaken(first));
        chats().change(1, over);
        assertThat(chats().begin(second)).isEqualTo(new Changed.Done());

        assertThat(chats().newest(CONVERSATION, 10)).containsExactly(second, over);
        assertThat(chats().newest(CONVERSATION, 1)).containsExactly(second);
        assertThat(chats().begin(begun(1, 9))).isEqualTo(new Changed.Overtaken(second));
    }

    @Test
    default void letsOneOfManyBeginAtOnce() {
        List<Changed> results = InParallel.results(8, i -> chats().begin(begun(1, i + 1)));

        Chat winner = chats().newest(CONVERSATION, 10).getFirst();
        assertThat(results).filteredOn(new Changed.Done()::equals).hasSize(1);
        assertThat(results)
                .filteredOn(Changed.Overtaken.class::isInstance)
                .hasSize(7)
                .containsOnly(new Changed.Overtaken(winner));
        assertThat(chats().newest(CONVERSATION, 10)).hasSize(1);
    }

    @Test
    default void letsOneOfManyChangeItAtOnce() {
        Chat begun = begun(1);
        chats().begin(begun);

        List<Changed> results =
                InParallel.results(
                        8, i -> chats().change(1, begun.opened(NOW.plusSeconds(i)).orElseThrow()));

        assertThat(results).filteredOn(new Changed.Done()::equals).hasSize(1);
        Chat there = chats().newest(CONVERSATION, 1).getFirst();
        assertThat(results)
                .filteredOn(Changed.Overtaken.class::isInstance)
                .containsOnly(new Changed.Overtaken(there));
    }

    @Test
    default void takesTheSameTwice() {
        Chat begun = begun(1);
        Chat held = begun.opened(NOW).orElseThrow();

        assertThat(chats().begin(begun)).isEqualTo(new Changed.Done());
        assertThat(chats().begin(begun)).isEqualTo(new Changed.Done());
        assertThat(chats().change(1, held)).isEqualTo(new Changed.Done());
        assertThat(chats().change(1, held)).isEqualTo(new Changed.Done());
    }

    @Test
    default void changesNothingThatIsNotThere() {
        Chat begun = begun(1);

        assertThat(chats().change(1, begun.opened(NOW).orElseThrow()))
                .isEqualTo(new Changed.Overtaken(null));
        assertThat(chats().newest(CONVERSATION, 10)).isEmpty();
    }

    @Test
    default void findsWhatIsOpenUntilItIsFinished() {
        Chat over = keepsFromTheBeginningToTheEnd();
        assertThat(chats().open(null, 10)).containsExactly(over);
        Chat next = begun(2);
        chats().begin(next);
        assertThat(chats().open(null, 10)).containsExactlyInAnyOrder(over, next);

        chats().finish(over);

        assertThat(chats().open(null, 10)).containsExactly(next);
        assertThat(chats().newest(CONVERSATION, 10)).containsExactly(next, over);
    }

    @Test
    default void walksThroughWhatIsOpen() {
        List<Chat> all =
                IntStream.range(10, 17)
                        .mapToObj(i -> begun(ConversationId.of("bot", "w-" + i), 1, i))
                        .toList();
        all.forEach(chat -> chats().begin(chat));

        List<Chat> walked = new ArrayList<>();
        List<Chat> page = chats().open(null, 3);
        while (!page.isEmpty()) {
            walked.addAll(page);
            page = chats().open(page.getLast(), 3);
        }

        assertThat(walked).containsExactlyInAnyOrderElementsOf(all);
    }

    /// A short page would end the walk, and nobody would know of the chats behind it.
    ///
    /// @param damage makes a stored chat unreadable
    default void walksPastWhatCannotBeRead(Consumer<Chat> damage) {
        List<Chat> all =
                IntStream.range(10, 17)
                        .mapToObj(i -> begun(ConversationId.of("bot", "w-" + i), 1, i))
                        .toList();
        all.forEach(chat -> chats().begin(chat));
        List.of(1, 2, 6).forEach(i -> damage.accept(all.get(i)));

        List<Chat> first = chats().open(null, 3);
        List<Chat> second = chats().open(first.getLast(), 3);

        assertThat(first).containsExactly(all.get(0), all.get(3), all.get(4));
        assertThat(second).containsExactly(all.get(5));
    }

    /// @param damage makes a stored chat unreadable
    default void beginsBehindTheNumberOfOneThatCannotBeRead(Consumer<Chat> damage) {
        Chat over = begun(1).end(EndReason.NOT_CREATED, NOW).orElseThrow();
        chats().begin(begun(1));
        chats().change(1, over);
        chats().begin(begun(2));
        damage.accept(begun(2));
        Chat next = begun(3);

        assertThat(chats().begin(begun(2, 9))).isEqualTo(new Changed.Overtaken(null));
        assertThat(chats().begin(next)).isEqualTo(new Changed.Done());

        assertThat(chats().newest(CONVERSATION, 10)).containsExactly(next, over);
    }

    static Chat begun(long number) {
        return begun(number, (int) number);
    }

    private static Chat begun(long number, int id) {
        return begun(CONVERSATION, number, id);
    }

    private static Chat begun(ConversationId conversation, long number, int id) {
        Request request =
                new Request(
                        new TenantId("acme.eu"),
                        "whatsapp",
                        "52155",
                        "acme-bot",
                        "521554578545",
                        "Zoë 🦊",
                        "o'x+1@e.com",
                        "",
                        new Content("{\"a.b\":\"$x\",\"note\":\"\\u0000\"}"),
                        "default",
                        "Pedidos",
                        new Once("f00", id % 2 == 0 ? "key-1" : null));
        return Chat.begin(
                new ChatId("00000000-0000-4000-8000-%012d".formatted(id)),
                conversation,
                number,
                number + 40,
                request,
                "console",
                NOW.plusNanos(123_456));
    }
}
