package dev.switchboard.adapter.in.socket.cti;

import static dev.switchboard.adapter.in.socket.cti.Phones.HEARTBEAT;
import static dev.switchboard.adapter.in.socket.cti.Phones.WELCOME;
import static dev.switchboard.adapter.in.socket.cti.Phones.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.cti.Phones.Phone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The beginning, renewal and end of a connection.
class AuthenticationTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Phones phones = new Phones();
    private final Phone phone = phones.connect(CtiEndpoint.EVENTS);

    @Test
    void welcomesAClientByEitherFrame() {
        phone.auth(phones.token("AGENT", 1));
        Phone other = phones.connect(CtiEndpoint.EVENTS).start(phones.token("", 2));

        assertThat(phone.heard()).containsExactly(WELCOME);
        assertThat(other.heard()).containsExactly(WELCOME);
    }

    @Test
    void welcomesOnceWhenBothFramesCome() {
        String token = phones.token("AGENT", 1);

        phone.start(token).auth(token);

        assertThat(phone.heard()).containsExactly(WELCOME);
    }

    @Test
    void welcomesAgainWhenTheTokenIsAnotherOrSomethingCameBetween() {
        String token = phones.token("AGENT", 1);

        phone.start(token).auth(phones.token("AGENT", 1, Duration.ofHours(2)));
        assertThat(phone.heard()).containsExactly(WELCOME, WELCOME);
        phone.start(token).says("{\"type\":\"tick\"}").auth(token);
        assertThat(phone.heard()).containsExactly(WELCOME, HEARTBEAT, WELCOME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"subscribe\",\"path\":\"/org/12345/user/1/presence\"}",
                "{\"type\":\"tick\"}",
                "{\"type\":\"shout\"}",
                "nonsense"
            })
    void doesNothingBefore(String frame) {
        phone.says(frame);

        assertThat(phone.heard()).containsExactly(error(ErrorCode.AUTH_REQUIRED));
        phone.assertClosed(4003);
    }

    @Test
    void mayBeTriedAgainWhenTheFrameWasWrong() {
        phone.says("{\"type\":\"auth\"}");
        assertThat(phone.heard())
                .containsExactly(
                        """
                        {"type":"error","code":"BAD_FRAME","message":"Invalid field: accessToken."}\
                        """);

        phone.auth(phones.token("AGENT", 1));

        assertThat(phone.heard()).containsExactly(WELCOME);
    }

    @Test
    void refusesABadToken() {
        phone.auth("nonsense");

        assertThat(phone.heard()).containsExactly(error(ErrorCode.INVALID_TOKEN));
        phone.assertClosed(4003);
        assertThat(phones.count("switchboard.cti.refused", "code", "invalid_token")).isEqualTo(1);
    }

    @Test
    void refusesATokenThatHasExpired() {
        phone.auth(phones.token("AGENT", 1, Duration.ZERO));

        assertThat(phone.heard()).containsExactly(error(ErrorCode.INVALID_TOKEN));
        phone.assertClosed(4003);
    }

    @Test
    void refusesATokenThatNamesNobody() {
        phone.auth("AGENT@+99999999999999");

        assertThat(phone.heard()).containsExactly(error(ErrorCode.NO_IDENTITY));
        phone.assertClosed(4003);
    }

    @Test
    void refusesAnUnknownClient() {
        phone.says(
                """
                {"type":"auth","accessToken":"%s","client":{"name":"Telnet","version":"x"}}\
                """
                        .formatted(phones.token("AGENT", 1)));

        assertThat(phone.heard()).containsExactly(error(ErrorCode.BAD_CLIENT));
        phone.assertClosed(1008);
    }

    @Test
    void letsAnyClientInWhereTheOperatorDoes() {
        Phones open = new Phones(Map.of("switchboard.cti.client-names", "*"));
        Phone telnet = open.connect(CtiEndpoint.EVENTS);

        telnet.says(
                """
                {"type":"auth","accessToken":"%s","client":{"name":"Telnet","version":"x"}}\
                """
                        .formatted(open.token("AGENT", 1)));

        assertThat(telnet.heard()).containsExactly(WELCOME);
    }

    @Test
    void saysToComeBackWhileTheStoreIsAway() {
        phones.storeAway(true);

        phone.auth(phones.token("AGENT", 1));

        assertThat(phone.heard()).containsExactly(error(ErrorCode.UNAVAILABLE));
        phone.assertClosed(1013);
    }

    @Test
    void isWaitedForTenSeconds() {
        phones.pass(Duration.ofMillis(9_900));
        phone.assertOpen();

        phones.pass(Duration.ofMillis(100));

        assertThat(phone.heard()).containsExactly(error(ErrorCode.AUTH_TIMEOUT));
        phone.assertClosed(4007);
    }

    @Test
    void givesAUserTenConnectionsPerEndpoint() {
        List<Phone> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ten.add(phones.watcher("AGENT", 7));
        }

        Phone eleventh = phones.connect(CtiEndpoint.EVENTS).auth(phones.token("AGENT", 7));

        assertThat(eleventh.heard()).containsExactly(error(ErrorCode.CONNECTION_LIMIT));
        eleventh.assertClosed(4008);
        phones.signIn(CtiEndpoint.SUBSCRIBE, "AGENT", 7);
        phones.watcher("AGENT", 8);
        ten.getFirst().leaves();
        phones.watcher("AGENT", 7);
        assertThat(phones.connect(CtiEndpoint.EVENTS).auth(phones.token("AGENT", 7)).heard())
                .containsExactly(error(ErrorCode.CONNECTION_LIMIT));
    }

    @Test
    void warnsAndEndsWhenTheTokenExpires() {
        phone.auth(phones.token("AGENT", 1, Duration.ofSeconds(3)));
        assertThat(phone.heard()).containsExactly(WELCOME);

        phones.pass(Duration.ofSeconds(3));
        assertThat(phone.heard()).containsExactly(error(ErrorCode.SESSION_EXPIRED));
        phone.assertOpen();
        phones.pass(Duration.ofMillis(4_900));
        phone.assertOpen();
        phones.pass(Duration.ofMillis(100));

        assertThat(phone.heard()).isEmpty();
        phone.assertClosed(4003);
    }

    @Test
    void goesOnWithAFreshTokenAndMissesNothing() {
        phones.presence.with(1);
        phone.auth(phones.token("AGENT", 1, Duration.ofSeconds(3))).watches(1);
        phone.heard();
        phones.pass(Duration.ofSeconds(3));
        phone.heard();

        phones.presence.calls(1, "RINGING", "");
        phones.presence.calls(1, "ANSWERED", "");
        phones.flush();
        assertThat(phone.heard()).as("no data while expired").isEmpty();
        phone.says("{\"type\":\"tick\"}");
        assertThat(phone.heard()).containsExactly(error(ErrorCode.SESSION_EXPIRED));
        phone.auth(phones.token("AGENT", 1));

        List<String> heard = phone.heard();
        assertThat(heard.getFirst()).isEqualTo(WELCOME);
        assertThat(heard).hasSize(2);
        assertThat(heard.getLast()).contains("\"presence\":\"ANSWERED\"", "\"version\":2");
        phones.pass(Duration.ofSeconds(6));
        phone.assertOpen();
    }

    @Test
    void refusesABadTokenOnAnOpenConnection() {
        phone.auth(phones.token("AGENT", 1)).auth("nonsense");

        assertThat(phone.heard()).containsExactly(WELCOME, error(ErrorCode.INVALID_TOKEN));
        phone.assertClosed(4003);
    }

    @Test
    void endsWhenAnotherUserTakesOver() {
        phone.auth(phones.token("AGENT", 1)).auth(phones.token("AGENT", 2));

        assertThat(phone.heard()).containsExactly(WELCOME, error(ErrorCode.IDENTITY_CHANGED));
        phone.assertClosed(4003);
    }

    @Test
    void endsWhatANewTokenNoLongerAllows() {
        phones.presence.withGroup(100, 1, 2);
        phone.auth(phones.token("AGENT", 1)).watches(1).watches(2).watchesGroup(100);
        phone.heard();

        phone.auth(phones.token("", 1));

        assertThat(phone.heard())
                .containsExactlyInAnyOrder(
                        WELCOME,
                        """
                        {"type":"error","code":"SUBSCRIPTION_REVOKED","message":"The subscription \
                        has ended.","path":"/org/12345/user/2/presence"}\
                        """,
                        """
                        {"type":"error","code":"SUBSCRIPTION_REVOKED","message":"The subscription \
                        has ended.","path":"/org/12345/group/100/presence"}\
                        """);
        phones.presence.calls(2, "RINGING", "");
        phones.presence.calls(1, "BRIDGED", "");
        phones.flush();
        assertThat(phone.heard()).singleElement().asString().contains("user/1/", "BRIDGED");
    }

    @Test
    void seesMoreWithATokenThatAllowsMore() {
        phones.presence.with(1, 2);
        phone.auth(phones.token("AGENT", 1)).watches(2);
        phone.auth(phones.token("SUPERVISOR", 1));
        phone.heard();

        phones.presence.calls(2, "RINGING", "a1b2c3d4-e5f6-7890-abcd-ef1234567890");
        phones.flush();

        assertThat(phone.heard())
                .singleElement()
                .asString()
                .contains("a1b2c3d4-e5f6-7890-abcd-ef1234567890");
    }

    @Test
    void ticksEveryThirtySeconds() {
        phone.auth(phones.token("AGENT", 1));
        phone.heard();

        phones.pass(Duration.ofMillis(29_900));
        assertThat(phone.heard()).isEmpty();
        phones.pass(Duration.ofMillis(100));
        assertThat(phone.heard()).containsExactly(HEARTBEAT);
        assertThat(phone.line.pings()).isEqualTo(1);
        phone.pongs();
        phones.pass(Duration.ofSeconds(30));
        assertThat(phone.heard()).containsExactly(HEARTBEAT);
    }

    @Test
    void tellsHowLongATokenStillLives() {
        phone.auth(phones.token("AGENT", 1, Duration.ofSeconds(140)));
        phone.heard();

        phones.pass(Duration.ofSeconds(30));

        assertThat(phone.heard())
                .containsExactly("{\"type\":\"tick\",\"message\":\"heartbeat\",\"expiresIn\":110}");
    }

    @Test
    void answersATickOnceASecond() {
        phone.auth(phones.token("AGENT", 1));
        phone.heard();

        phone.says("{\"type\":\"tick\"}").says("{\"type\":\"tick\"}");
        assertThat(phone.heard()).containsExactly(HEARTBEAT);
        phones.pass(SECOND);
        phone.says("{\"type\":\"tick\"}");
        assertThat(phone.heard()).containsExactly(HEARTBEAT);
    }

    @Test
    void dropsWhoeverIsSilentForTooLong() {
        phone.auth(phones.token("AGENT", 1));
        Phone other = phones.watcher("AGENT", 2);
        phones.pass(Duration.ofSeconds(60));
        other.pongs();

        phones.pass(Duration.ofMillis(14_900));
        assertThat(phone.line.aborted()).isFalse();
        phones.pass(Duration.ofMillis(100));

        assertThat(phone.line.aborted()).isTrue();
        assertThat(other.line.aborted()).isFalse();
    }

    @Test
    void goesAwayWithTheHub() {
        phone.auth(phones.token("AGENT", 1));
        Phone stranger = phones.connect(CtiEndpoint.SUBSCRIBE);
        phone.heard();

        phones.connections.drain((_, task) -> task.run(), new java.util.Random(1));

        phone.assertClosed(1001, "drain");
        stranger.assertClosed(1001);
        assertThat(phone.heard()).isEmpty();
        phones.connect(CtiEndpoint.EVENTS).assertClosed(1001);
        assertThat(phones.connections.count()).isZero();
    }

    @Test
    void leavesNothingBehind() {
        phones.presence.withGroup(100, 1, 2);
        phone.auth(phones.token("AGENT", 1)).watches(2).watchesGroup(100);
        assertThat(phones.presence.followers()).isEqualTo(1);
        assertThat(phones.meters.get("switchboard.cti.subscriptions").gauge().value()).isEqualTo(2);

        phone.leaves();
        phone.leaves();

        assertThat(phones.presence.followers()).isZero();
        assertThat(phones.connections.count()).isZero();
        assertThat(phones.meters.get("switchboard.cti.subscriptions").gauge().value()).isZero();
        assertThat(
                        phones.meters
                                .get("switchboard.cti.connections")
                                .tag("endpoint", "events")
                                .gauge()
                                .value())
                .isZero();
    }
}
