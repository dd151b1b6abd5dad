package dev.switchboard.adapter.in.socket.cti;

import static dev.switchboard.adapter.in.socket.cti.Phones.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.cti.Phones.Phone;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which mistakes clients may make, and for how long.
class ClientLimitsTest {

    private static final String ID = "550e8400-e29b-41d4-a716-446655440000";

    private final Phones phones = new Phones();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "BAD_FRAME     | 1008 | nonsense",
                "UNKNOWN_TYPE  | 1008 | {'type':'shout'}",
                "WRONG_ENDPOINT| 1008 | {'request':'subscribe'}",
                "BAD_ORG       | 4001 | {'type':'subscribe','path':'/org/9/user/1/presence'}",
                "BAD_USER      | 4002 | {'type':'subscribe','path':'/org/12345/user/9/presence'}",
                "BAD_GROUP     | 4005 | {'type':'subscribe','path':'/org/12345/group/9/presence'}"
            })
    void endsWithTheTwentiethErrorOfAMinute(ErrorCode code, int close, String frame) {
        Phone phone = phones.watcher("AGENT", 1);
        String text = frame.replace('\'', '"');

        for (int i = 0; i < 19; i++) {
            phone.says(text);
            phones.pass(Duration.ofSeconds(3));
            phone.pongs();
        }
        phone.assertOpen();
        phone.says(text);

        phone.assertClosed(close);
        assertThat(phone.heard().stream().filter(f -> f.contains(code.name()))).hasSize(20);
    }

    @ParameterizedTest
    @CsvSource({"USER_DENIED, 4002, user/2", "GROUP_DENIED, 4006, group/9"})
    void endsWhoeverAsksForWhatTheyMayNotSee(ErrorCode code, int close, String what) {
        Phone phone = phones.watcher("", 1);

        for (int i = 0; i < 20; i++) {
            phone.says(
                    "{\"type\":\"subscribe\",\"path\":\"/org/12345/%s/presence\"}".formatted(what));
        }

        assertThat(phone.heard()).hasSize(20).allMatch(frame -> frame.contains(code.name()));
        phone.assertClosed(close);
    }

    @Test
    void usesTheCodeOfTheLastError() {
        Phone phone = phones.watcher("AGENT", 1);

        for (int i = 0; i < 19; i++) {
            phone.says("nonsense");
        }
        phone.says("{\"type\":\"subscribe\",\"path\":\"/org/9/user/1/presence\"}");

        phone.assertClosed(4001);
    }

    @Test
    void bearsNineteenErrorsInEveryMinute() {
        Phone phone = phones.watcher("AGENT", 1);

        for (int minute = 0; minute < 3; minute++) {
            for (int i = 0; i < 19; i++) {
                phone.says("nonsense");
            }
            phones.pass(Duration.ofMillis(60_100));
            phone.pongs();
        }

        phone.assertOpen();
    }

    @Test
    void takesFiftyFramesAtOnceAndFiftyASecond() {
        Phone phone = phones.watcher("AGENT", 1); // the first of fifty
        for (int i = 0; i < 49; i++) {
            phone.says("{\"type\":\"tick\"}");
        }
        assertThat(phone.heard()).noneMatch(frame -> frame.contains("RATE_LIMITED"));

        phone.says("{\"type\":\"subscribe\",\"path\":\"/org/12345/user/1/presence\"}");
        assertThat(phone.heard()).containsExactly(error(ErrorCode.RATE_LIMITED));
        phones.pass(Duration.ofMillis(100));
        for (int i = 0; i < 5; i++) {
            phone.says("{\"type\":\"unsubscribe\",\"path\":\"/org/12345/user/1/presence\"}");
        }
        assertThat(phone.heard()).isEmpty();
        phone.says("{\"type\":\"tick\"}");

        assertThat(phone.heard()).containsExactly(error(ErrorCode.RATE_LIMITED));
        phones.pass(Duration.ofSeconds(10));
        phone.assertOpen();
    }

    @Test
    void bearsAFloodForFiveSeconds() {
        Phone phone = phones.watcher("AGENT", 1);

        for (int i = 0; i < 10_000; i++) {
            phone.says("{\"type\":\"subscribe\",\"path\":\"/org/12345/user/1/presence\"}");
        }

        List<String> heard = phone.heard();
        assertThat(heard.stream().filter(frame -> frame.contains("RATE_LIMITED"))).hasSize(20);
        phones.pass(Duration.ofMillis(4_900));
        phone.assertOpen();
        phones.pass(Duration.ofMillis(100));
        phone.assertClosed(1008);
    }

    @Test
    void countsPingsAsFrames() {
        Phone phone = phones.watcher("AGENT", 1);

        for (int i = 0; i < 200; i++) {
            phone.pings();
        }
        phones.pass(Duration.ofSeconds(5));

        phone.assertClosed(1008);
    }

    @Test
    void countsEachRefusedUserOfARequest() {
        Phone phone = phones.signIn(CtiEndpoint.SUBSCRIBE, "AGENT", 1);
        String users = "\"x1\"" + ",\"x%d\"".repeat(19);

        phone.says(
                "{\"request\":\"subscribe\",\"clientRequestId\":\"%s\",\"data\":{\"users\":[%s]}}"
                        .formatted(
                                ID,
                                users.formatted(
                                        java.util.stream.IntStream.range(0, 19)
                                                .mapToObj(i -> i + 100)
                                                .toArray())));

        phone.assertClosed(4002);
    }

    @Test
    void hearsNothingMoreAfterTheEnd() {
        Phone phone = phones.watcher("AGENT", 1);
        for (int i = 0; i < 20; i++) {
            phone.says("nonsense");
        }
        phone.heard();

        phone.says("{\"type\":\"tick\"}").auth(phones.token("AGENT", 1));

        assertThat(phone.heard()).isEmpty();
    }
}
