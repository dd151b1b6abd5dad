package dev.switchboard.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.chat.Chat.Once;
import dev.switchboard.domain.chat.Chat.Request;
import dev.switchboard.domain.chat.Chat.State;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChatTest {

    static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    static final Instant LATER = NOW.plusSeconds(60);

    final Chat creating = begun(new Once("same", "key"));
    final Chat held = creating.opened(NOW.plusSeconds(1)).orElseThrow();
    final Chat active = held.join(NOW.plusSeconds(2)).orElseThrow();

    static Chat begun(Once once) {
        Request request =
                new Request(
                        TenantId.DEFAULT,
                        "whatsapp",
                        "52155",
                        "slug",
                        "bot",
                        "Ann",
                        "ann@example.com",
                        "",
                        new Content("{}"),
                        "default",
                        "",
                        once);
        return Chat.begin(
                new ChatId("00000000-0000-4000-8000-000000000001"),
                ConversationId.of("bot", "c-1"),
                1,
                0,
                request,
                "console",
                NOW);
    }

    @Test
    void goesFromStateToState() {
        assertThat(creating.state()).isEqualTo(State.CREATING);
        assertThat(held.state()).isEqualTo(State.ON_HOLD);
        assertThat(active.state()).isEqualTo(State.ACTIVE);
        assertThat(active.version()).isEqualTo(3);
        assertThat(active.heardBy(2).fence()).isEqualTo(2);
        assertThat(active.heardBy(2).version()).isEqualTo(4);
        assertThat(active.hold(LATER).orElseThrow().join(LATER).orElseThrow().times().joinedAt())
                .isEqualTo(active.times().joinedAt());
    }

    @Test
    void skipsNone() {
        assertThat(creating.join(LATER)).isEmpty();
        assertThat(creating.hold(LATER)).isEmpty();
        assertThat(held.hold(LATER)).isEmpty();
        assertThat(held.opened(LATER)).isEmpty();
        assertThat(active.join(LATER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DESK_ENDED, CLOSED",
        "FINISHED, CLOSED",
        "KEYWORD, CLOSED",
        "IDLE, CLOSED",
        "GONE, CLOSED",
        "UNANSWERED, FAILED",
        "NOT_ROUTED, FAILED",
        "NOT_CREATED, FAILED",
        "BLOCKED, FAILED"
    })
    void endsWhileItWaitsAsItsReasonSays(EndReason why, State state) {
        assertThat(held.end(why, LATER).orElseThrow().state()).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource
    void hasFailedIfNobodyWasAskedAndNeverIfSomebodyAnswered(EndReason why) {
        assertThat(creating.end(why, LATER).orElseThrow().state()).isEqualTo(State.FAILED);
        assertThat(active.end(why, LATER).orElseThrow().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void neverChangesOnceItIsOver() {
        Chat over = active.end(EndReason.FINISHED, LATER).orElseThrow();

        assertThat(over.end(EndReason.IDLE, LATER)).isEmpty();
        assertThat(over.hold(LATER)).isEmpty();
        assertThat(over.join(LATER)).isEmpty();
        assertThat(over.times().endedAt()).isEqualTo(LATER);
    }

    @ParameterizedTest
    @CsvSource({
        "same,  , 599, true",
        "same,  , 600, false",
        "other, , 1, false",
        "other, key, 86399, true",
        "other, key, 86400, false",
        "other, else, 1, false"
    })
    void recognisesARepeatWhileItLives(String body, String key, long after, boolean repeat) {
        Instant then = NOW.plusSeconds(after);

        assertThat(new Once(body, key).repeats(held, then)).isEqualTo(repeat);
        assertThat(new Once(body, key).repeats(creating, then)).isEqualTo(repeat);
    }

    @Test
    void recognisesByTheKeyAloneOnceItIsOver() {
        Chat over = active.end(EndReason.FINISHED, LATER).orElseThrow();

        assertThat(new Once("same", null).repeats(over, LATER)).isFalse();
        assertThat(new Once("same", "key").repeats(over, LATER)).isTrue();
    }

    @Test
    void doesNotRememberWhatFailed() {
        Chat failed = creating.end(EndReason.NOT_CREATED, LATER).orElseThrow();

        assertThat(new Once("same", "key").repeats(failed, LATER)).isFalse();
    }

    @Test
    void printsNothingPrivate() {
        assertThat(active.toString()).doesNotContain("ann@example.com", "Ann");
    }
}
