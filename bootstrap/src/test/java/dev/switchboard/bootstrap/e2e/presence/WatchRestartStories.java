package dev.switchboard.bootstrap.e2e.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The guarantees for watchers when the hub dies or stops, on every store.
public interface WatchRestartStories extends KilledWatchStory {

    @Test
    @Tag("nightly")
    default void sendsWatchersAwayWhenItStopsAndTakesThemBack() {
        Office office = Office.at(hub());
        office.calls(1, "RINGING");
        List<Softphone> phones =
                LongStream.rangeClosed(1, 5).mapToObj(user -> office.phone("AGENT", user)).toList();
        phones.forEach(phone -> phone.watches(office.userPath(1)));
        long seen = phones.getLast().hears().path("seq").asLong();

        hub().process().terminate();
        List<Softphone.Ending> ends = phones.stream().map(Softphone::awaitEnd).toList();
        hub().process().awaitEnd(Duration.ofSeconds(30));
        hub().process().start();

        assertThat(ends).containsOnly(new Softphone.Ending(1001, "drain"));
        office.calls(1, "ANSWERED");
        try (Softphone back = office.phone("AGENT", 1).watches(office.userPath(1), seen)) {
            JsonNode frame = back.hears();
            assertThat(frame.path("resumed").asBoolean()).isTrue();
            assertThat(frame.at("/data/0/presence").asString()).isEqualTo("ANSWERED");
        }
    }
}
