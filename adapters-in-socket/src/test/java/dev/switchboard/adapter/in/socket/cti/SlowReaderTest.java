package dev.switchboard.adapter.in.socket.cti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.cti.Phones.Phone;
import dev.switchboard.adapter.in.socket.presence.FakePresence;
import dev.switchboard.adapter.in.socket.presence.Item;
import dev.switchboard.adapter.in.socket.presence.PresenceText.Marks;
import dev.switchboard.adapter.in.socket.presence.Topic;
import dev.switchboard.adapter.in.socket.presence.TopicBatch;
import dev.switchboard.application.port.in.presence.WatchPresence.Item.Present;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The costs of clients that read slowly or not at all, and the frames that they get.
class SlowReaderTest {

    private final Phones phones = new Phones();

    private static JsonNode json(String frame) {
        return JsonMapper.shared().readTree(frame);
    }

    private Phone watching(long group) {
        Phone phone = phones.watcher("AGENT", 1);
        phone.watchesGroup(group).heard();
        return phone;
    }

    @Test
    void getsTheNewestOfEachUserInOneFrame() {
        phones.presence.withGroup(100, 1, 2, 3);
        Phone slow = watching(100);
        slow.line.stall(true);

        for (int round = 0; round < 100; round++) {
            phones.presence.calls(1, round % 2 == 0 ? "RINGING" : "ANSWERED", "");
            phones.presence.calls(2, round % 2 == 0 ? "RINGING" : "BRIDGED", "");
            phones.flush();
        }
        slow.line.stall(false);

        List<String> heard = slow.heard();
        assertThat(heard).hasSize(1);
        JsonNode frame = json(heard.getFirst());
        assertThat(frame.path("seq").asLong()).isEqualTo(phones.presence.seq());
        assertThat(frame.path("data").valueStream().map(i -> i.path("version").asLong()))
                .containsExactly(100L, 100L);
        assertThat(frame.path("data").valueStream().map(i -> i.path("presence").asString()))
                .containsExactly("ANSWERED", "BRIDGED");
    }

    @Test
    void keepsPathsApartAndInTheirOrder() {
        phones.presence.withGroup(100, 1).withGroup(200, 2);
        Phone slow = watching(100);
        slow.watchesGroup(200).heard();
        slow.line.stall(true);

        phones.presence.calls(2, "RINGING", "");
        phones.flush();
        phones.presence.calls(1, "RINGING", "");
        phones.flush();
        phones.presence.calls(2, "ANSWERED", "");
        phones.flush();
        slow.line.stall(false);

        assertThat(slow.heard())
                .extracting(frame -> json(frame).path("path").asString())
                .containsExactly("/org/12345/group/200/presence", "/org/12345/group/100/presence");
    }

    @Test
    void neverGetsASnapshotAfterWhatFollowsIt() {
        phones.presence.withGroup(100, 1, 2);
        Phone slow = watching(100);
        slow.line.stall(true);
        phones.presence.calls(1, "RINGING", "");
        phones.flush();
        slow.says(
                "{\"type\":\"subscribe\",\"path\":\"/org/12345/group/100/presence\",\"after\":101}");
        phones.presence.calls(1, "ANSWERED", "");
        phones.flush();

        slow.line.stall(false);

        assertThat(slow.heard())
                .extracting(frame -> json(frame).path("seq").asLong())
                .containsExactly(101L, 101L, 102L);
    }

    @Test
    void isClosedWhenTooManyItemsWait() {
        Phones small = new Phones(Map.of("switchboard.cti.queue-items", "10"));
        small.presence.withGroup(100, LongStream.rangeClosed(1, 20).toArray());
        Phone slow = small.watcher("AGENT", 1);
        slow.watchesGroup(100).heard();
        Phone quick = small.watcher("AGENT", 2);
        quick.watchesGroup(100).heard();
        slow.line.stall(true);

        for (long user = 1; user <= 10; user++) {
            small.presence.calls(user, "RINGING", "");
            small.flush();
        }
        slow.assertOpen();
        small.presence.calls(11, "RINGING", "");
        small.flush();

        slow.assertClosed(1013, "slow");
        assertThat(small.count("switchboard.cti.ended", "why", "slow")).isEqualTo(1);
        quick.assertOpen();
        assertThat(quick.heard()).hasSize(11);
    }

    @Test
    void isClosedWhenTooManyBytesWait() {
        Phones small = new Phones(Map.of("switchboard.cti.queue-bytes", "1000B"));
        small.presence.withGroup(100, LongStream.rangeClosed(1, 20).toArray());
        Phone slow = small.watcher("AGENT", 1);
        slow.watchesGroup(100).heard();
        slow.line.stall(true);

        for (long user = 1; user <= 20; user++) {
            small.presence.calls(user, "RINGING", "");
            small.flush();
        }

        slow.assertClosed(1013);
    }

    @Test
    void takesOneFrameHoweverLargeIfNothingWaits() {
        Phones small = new Phones(Map.of("switchboard.cti.queue-items", "10"));
        long[] many = LongStream.rangeClosed(1, 50).toArray();
        small.presence.withGroup(100, many);
        Phone phone = small.watcher("AGENT", 1);
        phone.watchesGroup(100).heard();

        LongStream.of(many).forEach(user -> small.presence.calls(user, "RINGING", ""));
        small.flush();

        phone.assertOpen();
        assertThat(json(phone.heard().getFirst()).path("data")).hasSize(50);
    }

    @Test
    void isClosedWhenItTakesNothingForTenSeconds() {
        phones.presence.withGroup(100, 1);
        Phone slow = watching(100);
        slow.line.stall(true);
        phones.presence.calls(1, "RINGING", "");
        phones.flush();

        phones.pass(Duration.ofMillis(9_900));
        slow.assertOpen();
        phones.pass(Duration.ofMillis(200));

        slow.assertClosed(1013);
    }

    @Test
    void staysAsLongAsItTakesSomething() {
        phones.presence.withGroup(100, 1).withGroup(200, 2);
        Phone slow = watching(100);
        slow.watchesGroup(200).heard();
        slow.line.stall(true);
        for (int i = 0; i < 5; i++) {
            phones.presence.calls(1, i % 2 == 0 ? "RINGING" : "ANSWERED", "");
            phones.flush();
            phones.presence.calls(2, i % 2 == 0 ? "RINGING" : "ANSWERED", "");
            phones.flush();
            phones.pass(Duration.ofSeconds(9));
            slow.line.takeOne();
            slow.pongs();
        }

        slow.assertOpen();
    }

    @Test
    void sharesOneFrameAmongTheWatchersOfAKind() {
        phones.presence.withGroup(100, 50);
        Topic group = new Topic(Topic.Kind.GROUP, FakePresence.ORG, 100);
        Call call = Call.parse("RINGING", "Inbound", "a1b2c3d4-e5f6-7890-abcd-ef1234567890");
        UserPresence called =
                UserPresence.unreported(FakePresence.user(50))
                        .after(new UserPresence.Report(call, null, null, null));
        TopicBatch batch =
                new TopicBatch(group, List.of(Item.shown(new Present(called), 7)), false);
        Viewer agent = new Viewer(FakePresence.ORG, 1, true, false);
        Viewer other = new Viewer(FakePresence.ORG, 2, true, false);
        Viewer boss = new Viewer(FakePresence.ORG, 3, true, true);
        Viewer self = new Viewer(FakePresence.ORG, 50, true, false);

        assertThat(frame(batch, agent))
                .isSameAs(frame(batch, other))
                .isNotSameAs(frame(batch, boss));
        assertThat(frame(batch, boss)).isSameAs(frame(batch, boss)).isEqualTo(frame(batch, self));
    }

    private static byte[] frame(TopicBatch batch, Viewer viewer) {
        return batch.frame(
                viewer,
                (topic, seq, items, as) ->
                        ServerFrames.presence(topic, seq, items, as, Marks.NONE));
    }

    @Test
    void waitsWithTheNextRoundUntilTwentyMillisecondsHavePassed() {
        phones.presence.withGroup(100, 1, 2);
        Phone phone = watching(100);

        phones.presence.calls(1, "RINGING", "");
        phones.presence.calls(2, "RINGING", "");
        phones.presence.calls(1, "ANSWERED", "");
        assertThat(phones.later).as("one timer for all of them").hasSize(1);
        phones.flush();

        assertThat(phone.heard()).hasSize(1);
        assertThat(phones.later).as("none while nothing happens").isEmpty();
    }
}
