package dev.switchboard.adapter.in.socket.engineio;

import static dev.switchboard.adapter.in.socket.engineio.EngineSocket.Urgency.EVENT;
import static dev.switchboard.adapter.in.socket.engineio.EngineSocket.Urgency.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.EngineSocket.Urgency;
import dev.switchboard.adapter.in.socket.limits.ByteBudget;
import dev.switchboard.domain.session.Offered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PacketOutboxTest {

    private static final int ALL = 1 << 20;

    private final ByteBudget budget = new ByteBudget(10_000);
    private final PacketOutbox outbox = outbox();

    private PacketOutbox outbox() {
        return new PacketOutbox(EngineFixture.limits(100_000, 10, 10, 8, 100), budget);
    }

    @Test
    void keepsTheOrder() {
        offer(EVENT, "a");
        offer(EVENT, "b", "c");
        offer(EVENT, "d");

        assertThat(take(ALL)).containsExactly("4a", "4b", "4c", "4d");
    }

    @Test
    void letsUrgentMessagesGoAhead() {
        offer(EVENT, "event");
        offer(FIRST, "ack");

        assertThat(take(ALL)).containsExactly("4ack", "4event");
    }

    @Test
    void putsNothingBetweenMessagesOfOneOffer() {
        offer(EVENT, "head", "attachment");
        String begun = take("4head".length() + 1).getFirst();
        outbox.settle();
        offer(FIRST, "ack");

        assertThat(begun).isEqualTo("4head");
        assertThat(take(ALL)).containsExactly("4attachment", "4ack");
    }

    @Test
    void takesAtLeastOneMessage() {
        offer(EVENT, "longer than the room");

        assertThat(take(3)).containsExactly("4longer than the room");
    }

    @Test
    void givesNothingMoreUntilTheClientHasIt() {
        offer(EVENT, "a");
        take(ALL);
        offer(EVENT, "b");

        assertThat(outbox.take(ALL)).isNull();

        outbox.settle();
        assertThat(take(ALL)).containsExactly("4b");
    }

    @Test
    void refusesEventsOverTheLimit() {
        fill(8);

        assertThat(offer(EVENT, "x")).isEqualTo(Offered.FULL);
        assertThat(offer(FIRST, "x")).isEqualTo(Offered.QUEUED);
    }

    @Test
    void refusesEventsOverTheirBytes() {
        offer(EVENT, "x".repeat(60));

        assertThat(offer(EVENT, "x".repeat(60))).isEqualTo(Offered.FULL);
    }

    @Test
    void letsASingleHugeEventThrough() {
        assertThat(offer(EVENT, "x".repeat(500))).isEqualTo(Offered.QUEUED);
    }

    @Test
    void givesUpAClientThatTakesNoAcks() {
        for (int i = 0; i < 4 * 8; i++) {
            offer(FIRST, "x");
        }

        assertThat(outbox.offer(List.of(EngineMessage.text("x")), FIRST).hopeless()).isTrue();
    }

    @Test
    void saysOnceThatThereIsRoomAgain() {
        fill(8);
        offer(EVENT, "refused");

        take(8);
        boolean afterTwo = outbox.settle();
        take(ALL);
        boolean afterAll = outbox.settle();
        offer(EVENT, "x");
        take(ALL);

        assertThat(afterTwo).isFalse();
        assertThat(afterAll).isTrue();
        assertThat(outbox.settle()).isFalse();
    }

    @Test
    void sendsAPingAheadOfAll() {
        begin();
        offer(FIRST, "ack");
        outbox.ping();
        outbox.ping();

        assertThat(take(ALL)).containsExactly("2", "4ack");
    }

    @Test
    void sendsNoPingAheadOfTheFirstPacket() {
        offer(FIRST, "open");
        outbox.ping();

        assertThat(take(ALL)).containsExactly("4open");

        outbox.settle();
        assertThat(take(ALL)).containsExactly("2");
    }

    @Test
    void doesNotCountAPingAsWaiting() {
        begin();
        outbox.ping();

        assertThat(outbox.isEmpty()).isTrue();
        assertThat(take(ALL)).containsExactly("2");
    }

    @Test
    void isEmptyOnlyWhenTheClientHasAll() {
        offer(EVENT, "a");
        take(ALL);

        assertThat(outbox.isEmpty()).isFalse();

        outbox.settle();
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void takesNoOffersWhenSealed() {
        offer(EVENT, "a");
        outbox.seal();

        assertThat(offer(EVENT, "b")).isEqualTo(Offered.CLOSED);
        assertThat(take(ALL)).containsExactly("4a");
    }

    @Test
    void givesNothingWhenDiscarded() {
        offer(EVENT, "a");
        outbox.discard();

        assertThat(outbox.take(ALL)).isNull();
    }

    @Test
    void givesMoreOnlyToThoseForWhomNothingWaitsWhenTooMuchWaitsForAll() {
        outbox().offer(List.of(EngineMessage.text("x".repeat(10_000))), EVENT);

        assertThat(offer(EVENT, "a")).isEqualTo(Offered.QUEUED);
        assertThat(offer(EVENT, "b")).isEqualTo(Offered.FULL);
        assertThat(offer(FIRST, "ack")).isEqualTo(Offered.QUEUED);

        take(ALL);
        assertThat(outbox.settle()).isTrue();
        assertThat(offer(EVENT, "b")).isEqualTo(Offered.QUEUED);
    }

    @Test
    void givesUpAClientWhenTwiceTooMuchWaitsForAll() {
        outbox().offer(List.of(EngineMessage.text("x".repeat(20_000))), EVENT);

        assertThat(outbox.offer(List.of(EngineMessage.text("x")), EVENT).hopeless()).isTrue();
    }

    @Test
    void countsForAllUntilTheClientHasItOrIsGone() {
        PacketOutbox sealed = outbox();
        PacketOutbox discarded = outbox();
        for (PacketOutbox each : List.of(outbox, sealed, discarded)) {
            each.offer(List.of(EngineMessage.text("x"), EngineMessage.text("y")), EVENT);
        }
        long held = budget.held();

        take(ALL);
        outbox.settle();
        assertThat(budget.held()).isEqualTo(held * 2 / 3);
        sealed.seal();
        sealed.take(ALL);
        sealed.settle();
        discarded.discard();

        assertThat(held).isPositive();
        assertThat(budget.held()).isZero();
    }

    /// The client has the first packet.
    private void begin() {
        offer(FIRST, "open");
        take(ALL);
        outbox.settle();
    }

    private void fill(int packets) {
        IntStream.range(0, packets).forEach(i -> offer(EVENT, "x"));
    }

    private Offered offer(Urgency urgency, String... texts) {
        return outbox.offer(Stream.of(texts).map(EngineMessage::text).toList(), urgency).offered();
    }

    private List<String> take(int bytes) {
        List<EngineMessage> taken = outbox.take(bytes);
        List<EngineMessage> batch = taken == null ? new ArrayList<>() : taken;
        return batch.stream().map(m -> new String(m.bytes(), StandardCharsets.UTF_8)).toList();
    }
}
