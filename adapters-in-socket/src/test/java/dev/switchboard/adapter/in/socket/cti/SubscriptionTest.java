package dev.switchboard.adapter.in.socket.cti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.cti.Phones.Phone;
import dev.switchboard.domain.presence.Call;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Subscriptions to presence: who may see whom, and when.
class SubscriptionTest {

    private static final String CHANNEL = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
    private static final String PATH = "/org/12345/user/67890/presence";
    private static final String GROUP = "/org/12345/group/100/presence";

    private final Phones phones = new Phones();

    private static JsonNode json(String frame) {
        return JsonMapper.shared().readTree(frame);
    }

    private static String refused(ErrorCode code, String path) {
        return "{\"type\":\"error\",\"code\":\"%s\",\"message\":\"%s\",\"path\":\"%s\"}"
                .formatted(code, code.message(), path);
    }

    @Test
    void showsAUserAndThenEveryChange() {
        phones.presence.with(67890);
        Phone phone = phones.watcher("SUPERVISOR", 1);

        phone.watches(67890);
        phones.presence.chooses(67890, "On Call");
        phones.presence.report(67890, Call.parse("ANSWERED", "Inbound", CHANNEL));
        phones.flush();

        assertThat(phone.heard())
                .containsExactly(
                        """
                        {"type":"response","path":"/org/12345/user/67890/presence","seq":100,\
                        "data":[{"userId":67890,"presence":"","logicalDirection":"",\
                        "callChannelUUID":"","availability":"","availabilityStateId":0,\
                        "availabilityProfileId":0,"version":0}],"snapshot":true}\
                        """,
                        """
                        {"type":"response","path":"/org/12345/user/67890/presence","seq":102,\
                        "data":[{"userId":67890,"presence":"ANSWERED",\
                        "logicalDirection":"Inbound",\
                        "callChannelUUID":"a1b2c3d4-e5f6-7890-abcd-ef1234567890",\
                        "availability":"On Call","availabilityStateId":1,\
                        "availabilityProfileId":1,"version":2}]}\
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "AGENT, 1, false",
        "SUPERVISOR, 1, true",
        "ADMIN, 1, true",
        "'', 67890, true",
        "AGENT, 67890, true"
    })
    void letsOnlySupervisorsAndOneselfListenIn(String role, long user, boolean sees) {
        phones.presence.withGroup(100, 67890, 2);
        Phone phone = phones.watcher(role, user);
        phone.watches(67890);

        phones.presence.calls(67890, "ANSWERED", CHANNEL);
        phones.flush();
        phone.watches(67890);

        List<String> heard = phone.heard();
        assertThat(heard).hasSize(3);
        for (String frame : heard.subList(1, 3)) {
            assertThat(json(frame).at("/data/0/callChannelUUID").asString())
                    .isEqualTo(sees ? CHANNEL : "");
            assertThat(json(frame).at("/data/0/presence").asString()).isEqualTo("ANSWERED");
        }
    }

    @Test
    void hidesTheChannelsOfOthersInOneFrameWithOnesOwn() {
        phones.presence.withGroup(100, 1, 2);
        Phone one = phones.watcher("AGENT", 1);
        Phone two = phones.watcher("AGENT", 2);
        Phone three = phones.watcher("AGENT", 3);
        List.of(one, two, three).forEach(phone -> phone.watchesGroup(100).heard());

        phones.presence.calls(1, "ANSWERED", CHANNEL);
        phones.presence.calls(2, "ANSWERED", CHANNEL);
        phones.flush();

        assertThat(channels(one)).containsExactly(CHANNEL, "");
        assertThat(channels(two)).containsExactly("", CHANNEL);
        assertThat(channels(three)).containsExactly("", "");
    }

    private static List<String> channels(Phone phone) {
        List<String> heard = phone.heard();
        assertThat(heard).hasSize(1);
        return json(heard.getFirst())
                .path("data")
                .valueStream()
                .map(item -> item.path("callChannelUUID").asString())
                .toList();
    }

    @Test
    void stopsByEitherSpelling() {
        phones.presence.withGroup(100, 67890);
        Phone phone = phones.watcher("AGENT", 1);
        phone.watches(67890).watchesGroup(100).heard();

        phone.says("{\"type\":\"unsubscribe\",\"path\":\"/organisation/12345/user/67890\"}");
        phone.says("{\"type\":\"unsubscribe\",\"path\":\"/org/12345/group/100/presence\"}");
        phone.says("{\"type\":\"unsubscribe\",\"path\":\"/org/12345/group/100/presence\"}");
        phones.presence.calls(67890, "RINGING", "");
        phones.flush();

        assertThat(phone.heard()).isEmpty();
        phone.assertOpen();
    }

    @Test
    void showsALargeGroupInFramesOfTwoHundred() {
        phones.presence.withGroup(100, LongStream.rangeClosed(1, 450).toArray());
        Phone phone = phones.watcher("AGENT", 1);

        phone.watchesGroup(100);

        List<JsonNode> frames = phone.heard().stream().map(SubscriptionTest::json).toList();
        assertThat(frames).extracting(f -> f.path("data").size()).containsExactly(200, 200, 50);
        assertThat(frames)
                .extracting(f -> f.path("more").asBoolean(false))
                .containsExactly(true, true, false);
        assertThat(frames).allMatch(f -> f.path("snapshot").asBoolean());
        assertThat(frames).allMatch(f -> f.path("seq").asLong() == phones.presence.seq());
        phones.presence.calls(7, "RINGING", "");
        phones.flush();
        assertThat(phone.heard()).hasSize(1);
    }

    @Test
    void tellsWhoJoinsAndWhoLeaves() {
        phones.presence.withGroup(100, 1).with(2);
        Phone phone = phones.watcher("AGENT", 1);
        phone.watchesGroup(100).watches(1).heard();

        phones.presence.joins(100, 2);
        phones.flush();
        assertThat(phone.heard()).singleElement().asString().contains(GROUP, "\"userId\":2,");
        phones.presence.leaves(100, 1);
        phones.flush();

        assertThat(phone.heard())
                .containsExactly(
                        """
                        {"type":"response","path":"/org/12345/group/100/presence","seq":102,\
                        "data":[{"userId":1,"version":0,"removed":true}]}\
                        """);
    }

    @Test
    void tellsAUserAndItsGroupApart() {
        phones.presence.withGroup(100, 67890).withGroup(101, 67890).withGroup(102, 5);
        Phone phone = phones.watcher("AGENT", 1);
        phone.watches(67890).watchesGroup(100).watchesGroup(101).watchesGroup(102).heard();

        phones.presence.calls(67890, "RINGING", "");
        phones.flush();

        assertThat(phone.heard())
                .extracting(frame -> json(frame).path("path").asString())
                .containsExactlyInAnyOrder(PATH, GROUP, "/org/12345/group/101/presence");
    }

    @Test
    void resumesWithWhatChanged() {
        phones.presence.withGroup(100, 1, 2, 3, 4, 5);
        long seen = phones.presence.seq();
        for (long user = 1; user <= 3; user++) {
            phones.presence.calls(user, "RINGING", "");
            phones.presence.calls(user, "ANSWERED", "");
        }
        phones.presence.leaves(100, 5);
        Phone phone = phones.watcher("AGENT", 9);

        phone.says("{\"type\":\"subscribe\",\"path\":\"%s\",\"after\":%d}".formatted(GROUP, seen));

        JsonNode frame = json(phone.heard().getFirst());
        assertThat(frame.path("resumed").asBoolean()).isTrue();
        assertThat(frame.has("snapshot"))
                .as("it would make the client forget the others")
                .isFalse();
        assertThat(frame.path("data").valueStream().map(i -> i.path("userId").asLong()))
                .containsExactly(1L, 2L, 3L, 5L);
        assertThat(frame.path("data").get(0).path("presence").asString()).isEqualTo("ANSWERED");
        assertThat(frame.path("data").get(3).path("removed").asBoolean()).isTrue();
    }

    @Test
    void resumesWithNothingIfNothingChanged() {
        phones.presence.with(67890);
        Phone phone = phones.watcher("AGENT", 9);

        phone.says("{\"type\":\"subscribe\",\"path\":\"" + PATH + "\",\"after\":100}");

        assertThat(phone.heard())
                .containsExactly(
                        """
                        {"type":"response","path":"/org/12345/user/67890/presence","seq":100,\
                        "data":[],"resumed":true}\
                        """);
    }

    @Test
    void showsARepeatedSubscriptionAgainAndChangesOnce() {
        phones.presence.with(67890);
        Phone phone = phones.watcher("AGENT", 1);

        phone.watches(67890).watches(67890);
        assertThat(phone.heard()).hasSize(2).allMatch(frame -> frame.contains("snapshot"));
        phones.presence.calls(67890, "RINGING", "");
        phones.flush();

        assertThat(phone.heard()).hasSize(1);
    }

    @Test
    void skipsWhatTheSnapshotHasAlready() {
        phones.presence.withGroup(100, 1, 2);
        Phone early = phones.watcher("AGENT", 1);
        early.watchesGroup(100).heard();
        phones.presence.calls(1, "RINGING", "");
        Phone late = phones.watcher("AGENT", 2);

        late.watchesGroup(100);
        phones.presence.calls(2, "ANSWERED", "");
        Phone last = phones.watcher("AGENT", 3).watchesGroup(100);
        phones.flush();

        assertThat(last.heard()).as("its snapshot has it all").hasSize(1);
        List<String> heard = late.heard();
        assertThat(heard).hasSize(2);
        assertThat(
                        json(heard.getLast())
                                .path("data")
                                .valueStream()
                                .map(i -> i.path("userId").asLong()))
                .containsExactly(2L);
        assertThat(json(early.heard().getFirst()).path("data")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "AGENT, user/67891, BAD_USER",
        "AGENT, group/999, BAD_GROUP",
        "'', user/67890, USER_DENIED",
        "'', user/67891, USER_DENIED",
        "SERVICE, user/67890, USER_DENIED",
        "'', group/100, GROUP_DENIED",
        "'', group/999, GROUP_DENIED"
    })
    void tellsNobodyWhatIsNotTheirs(String role, String what, ErrorCode code) {
        phones.presence.withGroup(100, 67890);
        Phone phone = phones.watcher(role, 1);
        String path = "/org/12345/" + what + "/presence";

        phone.says("{\"type\":\"subscribe\",\"path\":\"" + path + "\"}");

        assertThat(phone.heard()).containsExactly(refused(code, path));
        phone.assertOpen();
    }

    @ParameterizedTest
    @CsvSource({"user/67890", "group/100", "user/1"})
    void knowsItsOwnOrganisationOnly(String what) {
        phones.presence.withGroup(100, 67890);
        Phone phone = phones.watcher("ADMIN", 1);
        String path = "/org/999/" + what + "/presence";

        phone.says("{\"type\":\"subscribe\",\"path\":\"" + path + "\"}");

        assertThat(phone.heard()).containsExactly(refused(ErrorCode.BAD_ORG, path));
        phone.assertOpen();
    }

    @Test
    void saysToTryAgainWhileTheStoreIsAway() {
        phones.presence.with(67890);
        Phone phone = phones.watcher("AGENT", 1);
        phone.watches(67890).heard();
        phones.presence.away(true);

        phone.watches(67890);
        assertThat(phone.heard()).containsExactly(refused(ErrorCode.UNAVAILABLE, PATH));
        phones.presence.away(false);
        phones.presence.calls(67890, "RINGING", "");
        phones.flush();

        assertThat(phone.heard()).as("the subscription lives on").hasSize(1);
        phone.assertOpen();
    }

    @Test
    void saysThatASubscriptionFailed() {
        phones.presence.with(67890).broken(true);
        Phone phone = phones.watcher("AGENT", 1);

        phone.watches(67890);

        assertThat(phone.heard()).containsExactly(refused(ErrorCode.SUBSCRIPTION_FAILED, PATH));
    }

    @Test
    void takesSoManySubscriptionsAndNoMore() {
        Phones small = new Phones(Map.of("switchboard.cti.max-subscriptions", "3"));
        small.presence.with(1, 2, 3, 4);
        Phone phone = small.watcher("AGENT", 1);
        phone.watches(1).watches(2).watches(3).heard();

        phone.watches(4);
        assertThat(phone.heard())
                .containsExactly(
                        refused(ErrorCode.SUBSCRIPTION_LIMIT, "/org/12345/user/4/presence"));
        phone.watches(3);
        assertThat(phone.heard()).singleElement().asString().contains("snapshot");
        for (long user = 1; user <= 4; user++) {
            small.presence.calls(user, "RINGING", "");
        }
        small.flush();
        assertThat(phone.heard()).hasSize(3);
        phone.says("{\"type\":\"unsubscribe\",\"path\":\"/org/12345/user/3/presence\"}");
        phone.watches(4);
        assertThat(phone.heard()).singleElement().asString().contains("snapshot");
    }

    @Test
    void endsWithTheGroup() {
        phones.presence.withGroup(100, 67890);
        Phone phone = phones.watcher("AGENT", 1);
        phone.watchesGroup(100).heard();

        phones.presence.removeGroup(100);
        phones.flush();

        assertThat(phone.heard()).containsExactly(refused(ErrorCode.SUBSCRIPTION_REVOKED, GROUP));
        phones.presence.withGroup(100, 67890).calls(67890, "RINGING", "");
        phones.flush();
        assertThat(phone.heard()).isEmpty();
    }

    @Test
    void endsWithTheUserForOthersOnly() {
        phones.presence.withGroup(100, 67890, 1);
        Phone colleague = phones.watcher("AGENT", 1);
        Phone self = phones.watcher("AGENT", 67890);
        colleague.watches(67890).watchesGroup(100).heard();
        self.watches(67890).heard();

        phones.presence.removeUser(67890);
        phones.flush();

        assertThat(colleague.heard())
                .containsExactlyInAnyOrder(
                        refused(ErrorCode.SUBSCRIPTION_REVOKED, PATH),
                        """
                        {"type":"response","path":"/org/12345/group/100/presence","seq":101,\
                        "data":[{"userId":67890,"version":1,"removed":true}]}\
                        """);
        assertThat(self.heard())
                .singleElement()
                .asString()
                .contains("\"presence\":\"\"", "\"version\":1");
    }

    @Test
    void escapesWhatPeopleNameTheirStates() {
        phones.presence.with(67890);
        Phone phone = phones.watcher("AGENT", 1);
        phone.watches(67890).heard();

        phones.presence.chooses(67890, "\"Kaffee\" \\ ☕");
        phones.flush();

        assertThat(json(phone.heard().getFirst()).at("/data/0/availability").asString())
                .isEqualTo("\"Kaffee\" \\ ☕");
    }
}
