package dev.switchboard.bootstrap.e2e.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The guarantees for softphones and wall boards, on every store.
public interface WatchStories {

    Duration SOON = Duration.ofMinutes(1);

    LiveHub hub();

    /// The frames that a phone of the original system sends and gets from its start on, in both of
    /// its spellings.
    ///
    /// @param dial connects to an endpoint
    static void playTheOriginalSequence(LiveHub hub, Function<String, Softphone> dial) {
        Office office = new Office(hub, SeedFrames.ORG);
        assertThat(office.report(SeedFrames.USER, SeedFrames.AVAILABLE).status()).isEqualTo(200);
        assertThat(office.counts(SeedFrames.USER, "{\"set\":0}").status()).isEqualTo(200);
        office.hasGroup(100);
        office.joins(100, SeedFrames.USER);
        String token = office.token("AGENT", SeedFrames.USER);
        playPresence(office, token, dial);
        playCounters(office, token, dial);
    }

    private static void playPresence(
            Office office, String token, Function<String, Softphone> dial) {
        try (Softphone phone = dial.apply(Softphone.EVENTS)) {
            phone.says(SeedFrames.with(token, SeedFrames.START));
            phone.says(SeedFrames.with(token, SeedFrames.AUTH));
            phone.says(SeedFrames.SUBSCRIBE);

            assertThat(phone.hearsText()).isEqualTo(Softphone.WELCOME);
            JsonNode snapshot = phone.hears();
            assertShows(snapshot, "/org/12345/user/67890/presence", SeedFrames.AVAILABLE);
            assertThat(snapshot.path("snapshot").asBoolean()).isTrue();

            office.report(SeedFrames.USER, SeedFrames.ACTIVE_CALL);
            JsonNode call = phone.hears();
            assertShows(call, "/org/12345/user/67890/presence", SeedFrames.ACTIVE_CALL);
            assertThat(call.has("snapshot")).isFalse();
            assertThat(call.path("seq").asLong()).isGreaterThan(snapshot.path("seq").asLong());
            assertThat(version(call)).isEqualTo(version(snapshot) + 1);

            phone.says("{\"type\":\"unsubscribe\",\"path\":\"/org/12345/user/67890/presence\"}");
            phone.says(SeedFrames.GROUP_SUBSCRIBE);
            assertShows(phone.hears(), "/org/12345/group/100/presence", SeedFrames.ACTIVE_CALL);
            office.report(SeedFrames.USER, SeedFrames.RINGING);
            assertShows(phone.hears(), "/org/12345/group/100/presence", SeedFrames.RINGING);

            phone.says(SeedFrames.GROUP_UNSUBSCRIBE);
            phone.says(SeedFrames.USER_SUBSCRIBE);
            assertShows(phone.hears(), "/org/12345/user/67890/presence", SeedFrames.RINGING);
            office.report(SeedFrames.USER, SeedFrames.AVAILABLE);
            assertShows(phone.hears(), "/org/12345/user/67890/presence", SeedFrames.AVAILABLE);
        }
    }

    private static void playCounters(
            Office office, String token, Function<String, Softphone> dial) {
        office.calls(67891, "");
        try (Softphone badge = dial.apply(Softphone.SUBSCRIBE)) {
            badge.says(SeedFrames.with(token, SeedFrames.START_MESSAGES));
            assertThat(badge.hearsText()).isEqualTo(Softphone.WELCOME);
            assertCounts(badge.hears(), SeedFrames.USER, 0, true);

            badge.says(SeedFrames.SUBSCRIBE_UNREAD);
            assertCounts(badge.hears(), SeedFrames.USER, 0, true);
            assertCounts(badge.hears(), 67891, 0, true);

            office.counts(SeedFrames.USER, "{\"increment\":5}");
            assertCounts(badge.hears(), SeedFrames.USER, 5, false);
        }
    }

    private static void assertShows(JsonNode frame, String path, String body) {
        assertThat(frame.path("type").asString("")).as("%s", frame).isEqualTo("response");
        assertThat(frame.path("path").asString()).isEqualTo(path);
        assertThat(frame.path("data")).hasSize(1);
        ObjectNode item = (ObjectNode) frame.path("data").get(0).deepCopy();
        item.remove("version");
        assertThat(item).isEqualTo(JsonMapper.shared().readTree(body));
    }

    private static void assertCounts(JsonNode frame, long user, int unread, boolean snapshot) {
        assertThat(frame.path("operation").asString("")).as("%s", frame).isEqualTo("MODIFY");
        assertThat(frame.path("clientRequestId").asString()).isEqualTo(SeedFrames.REQUEST);
        assertThat(frame.at("/data/userStatistics/unreadMessages").asInt()).isEqualTo(unread);
        assertThat(frame.at("/data/user").asString()).isEqualTo("org:12345:user:" + user);
        assertThat(frame.path("snapshot").asBoolean(false)).isEqualTo(snapshot);
    }

    private static long version(JsonNode frame) {
        return frame.path("data").get(0).path("version").asLong();
    }

    private static List<Long> users(JsonNode frame) {
        return frame.path("data").valueStream().map(item -> item.path("userId").asLong()).toList();
    }

    @Test
    default void servesAPhoneOfTheOriginalSystem() {
        playTheOriginalSequence(hub(), endpoint -> Softphone.at(hub(), endpoint));
    }

    @Test
    default void resumesWithExactlyThoseWhoChanged() {
        Office office = Office.at(hub());
        office.hasGroup(100, 1, 6);
        long seen;
        try (Softphone phone = office.phone("AGENT", 9).watches(office.groupPath(100))) {
            seen = phone.hears().path("seq").asLong();
        }
        for (long user = 2; user <= 4; user++) {
            office.calls(user, "ANSWERED");
            office.calls(user, "BRIDGED");
        }
        office.leaves(100, 6);

        try (Softphone phone = office.phone("AGENT", 9).watches(office.groupPath(100), seen)) {
            JsonNode frame = phone.hears();
            assertThat(frame.path("resumed").asBoolean()).isTrue();
            assertThat(frame.has("snapshot")).isFalse();
            assertThat(users(frame)).containsExactly(2L, 3L, 4L, 6L);
            assertThat(frame.at("/data/0/presence").asString()).isEqualTo("BRIDGED");
            assertThat(frame.at("/data/3/removed").asBoolean()).isTrue();

            office.calls(5, "");
            assertThat(users(phone.hears())).containsExactly(5L);
        }
    }

    @Test
    default void showsEverythingToWhoeverHasSeenTheFuture() {
        Office office = Office.at(hub());
        office.hasGroup(100, 1, 2);

        try (Softphone phone = office.phone("AGENT", 9).watches(office.groupPath(100), 1_000_000)) {
            JsonNode frame = phone.hears();

            assertThat(frame.path("snapshot").asBoolean()).isTrue();
            assertThat(users(frame)).containsExactly(1L, 2L);
        }
    }

    @Test
    default void tellsWhoJoinsAndWhoLeaves() {
        Office office = Office.at(hub());
        office.hasGroup(100, 1, 2);
        office.calls(3, "RINGING");

        try (Softphone board = office.phone("AGENT", 9).watches(office.groupPath(100))) {
            assertThat(users(board.hears())).containsExactly(1L, 2L);
            office.joins(100, 3);
            assertThat(board.hears().at("/data/0/presence").asString()).isEqualTo("RINGING");
            office.leaves(100, 3);
            JsonNode left = board.hears();
            assertThat(users(left)).containsExactly(3L);
            assertThat(left.at("/data/0/removed").asBoolean()).isTrue();

            office.calls(3, "ANSWERED");
            office.calls(1, "ANSWERED");
            assertThat(users(board.hears())).as("who left is not shown").containsExactly(1L);
        }
    }

    @Test
    default void showsWhereToListenInToSupervisorsAndOneselfOnly() {
        Office office = Office.at(hub());
        office.calls(1, "");
        for (String role : List.of("AGENT", "SUPERVISOR", "SERVICE")) {
            long user = role.equals("SERVICE") ? 1 : 2;
            try (Softphone phone = office.phone(role, user).watches(office.userPath(1))) {
                phone.hears();
                office.calls(1, "ANSWERED");
                String live = phone.hears().at("/data/0/callChannelUUID").asString();
                phone.watches(office.userPath(1));
                String snapshot = phone.hears().at("/data/0/callChannelUUID").asString();

                assertThat(live).isEqualTo(role.equals("AGENT") ? "" : Office.UUID);
                assertThat(snapshot).isEqualTo(live);
            }
            office.calls(1, "");
        }
    }

    @Test
    default void tellsNobodyWhatIsNotTheirs() {
        Office office = Office.at(hub());
        office.hasGroup(100, 1, 1);

        try (Softphone foreign = Office.at(hub()).phone("ADMIN", 2);
                Softphone plain = office.phone("SERVICE", 2)) {
            foreign.watches(office.userPath(1)).watches(office.userPath(77));
            assertThat(foreign.hearsError()).isEqualTo("BAD_ORG");
            assertThat(foreign.hearsError()).isEqualTo("BAD_ORG");

            plain.watches(office.userPath(1));
            String existing = plain.hearsText();
            plain.watches(office.userPath(77));
            assertThat(plain.hearsText()).isEqualTo(existing.replace("/user/1/", "/user/77/"));
            assertThat(existing).contains("USER_DENIED");
            plain.watches(office.groupPath(100)).watches(office.groupPath(77));
            assertThat(plain.hearsError()).isEqualTo("GROUP_DENIED");
            assertThat(plain.hearsError()).isEqualTo("GROUP_DENIED");

            office.calls(1, "BRIDGED");
            plain.watches(office.userPath(2));
            assertThat(plain.hears().path("path").asString()).isEqualTo(office.userPath(2));
        }
    }

    @Test
    default void tellsNothingOfALateReport() {
        Office office = Office.at(hub());
        String report =
                "{\"userId\":1,\"presence\":\"%s\",\"logicalDirection\":\"Inbound\",\"sourceSeq\":%d}";
        office.report(1, report.formatted("ANSWERED", 7));
        try (Softphone phone = office.phone("AGENT", 9).watches(office.userPath(1))) {
            long version = version(phone.hears());

            Answer late = office.report(1, report.formatted("RINGING", 6));
            office.report(1, report.formatted("BRIDGED", 8));

            assertThat(late.status()).isEqualTo(200);
            assertThat(late.text("/data/presence")).isEqualTo("ANSWERED");
            JsonNode next = phone.hears();
            assertThat(next.at("/data/0/presence").asString()).isEqualTo("BRIDGED");
            assertThat(version(next)).isEqualTo(version + 1);
        }
    }

    @Test
    default void showsTheAvailabilityThatAUserOrASupervisorChooses() {
        Office office = Office.at(hub());
        office.calls(1, "");
        String busy = "{\"availabilityProfileId\":1,\"availabilityStateId\":2}";
        String away = "{\"availabilityProfileId\":1,\"availabilityStateId\":4}";
        String path = office.under("/user/1");
        try (Softphone phone = office.phone("AGENT", 9).watches(office.userPath(1))) {
            phone.hears();

            int own = office.person("AGENT", 1).ask("PATCH", path, busy).status();
            JsonNode first = phone.hears();
            int colleague = office.person("AGENT", 2).ask("PATCH", path, away).status();
            int supervisor = office.person("SUPERVISOR", 3).ask("PATCH", path, away).status();
            JsonNode second = phone.hears();

            assertThat(List.of(own, colleague, supervisor)).containsExactly(200, 403, 200);
            assertThat(first.at("/data/0/availability").asString()).isEqualTo("Busy");
            assertThat(second.at("/data/0/availability").asString()).isEqualTo("Away");
            assertThat(version(second)).isEqualTo(version(first) + 1);
        }
    }

    @Test
    default void countsOnceWhatIsRepeatedUnderItsKey() {
        Office office = Office.at(hub());
        office.calls(1, "");
        String five = "{\"increment\":5}";
        try (Softphone badge = office.badge("AGENT", 1)) {
            String users = "\"%s\",\"org:elsewhere:user:5\"".formatted(ofUser(office, 1));
            badge.says(
                    "{\"request\":\"subscribe\",\"clientRequestId\":\"%s\",\"data\":{\"users\":[%s]}}"
                            .formatted(SeedFrames.REQUEST, users));
            assertThat(badge.hears().at("/data/userStatistics/unreadMessages").asInt()).isZero();
            JsonNode refused = badge.hears();
            assertThat(refused.path("code").asString()).isEqualTo("BAD_ORG");
            assertThat(refused.path("user").asString()).isEqualTo("org:elsewhere:user:5");
            assertThat(refused.path("clientRequestId").asString()).isEqualTo(SeedFrames.REQUEST);

            LongStream.range(0, 2)
                    .forEach(_ -> office.counts(1, five, "Idempotency-Key", "the-same"));
            assertThat(badge.hears().at("/data/userStatistics/unreadMessages").asInt())
                    .isEqualTo(5);
            office.counts(1, "{\"increment\":2}");

            assertThat(badge.hears().at("/data/userStatistics/unreadMessages").asInt())
                    .as("the repeat was not counted")
                    .isEqualTo(7);
        }
    }

    /// Refusals while the store is away name the reason, and connected clients stay connected.
    ///
    /// @param cut takes the store away
    /// @param mend brings it back
    static void outlivesAnOutage(LiveHub hub, Runnable cut, Runnable mend) {
        Office office = Office.at(hub);
        office.hasGroup(100, 1, 2);
        String report = "{\"userId\":1,\"presence\":\"ANSWERED\",\"logicalDirection\":\"Inbound\"}";
        try (Softphone phone = office.phone("AGENT", 9).watches(office.userPath(1))) {
            phone.hears();

            cut.run();
            Answer refused = office.report(1, report);
            String refusal = phone.watches(office.groupPath(100)).hearsError();
            mend.run();

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(refusal).isEqualTo("UNAVAILABLE");
            await().atMost(SOON).until(() -> office.report(1, report).status() == 200);
            assertThat(phone.hears().at("/data/0/presence").asString()).isEqualTo("ANSWERED");
            phone.watches(office.groupPath(100));
            assertThat(users(phone.hears())).containsExactly(1L, 2L);
        }
    }

    private static String ofUser(Office office, long user) {
        return office.userPath(user).replaceFirst("/org/(.*)/user/(.*)/presence", "org:$1:user:$2");
    }
}
