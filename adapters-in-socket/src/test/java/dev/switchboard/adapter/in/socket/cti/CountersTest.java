package dev.switchboard.adapter.in.socket.cti;

import static dev.switchboard.adapter.in.socket.cti.Phones.WELCOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.cti.Phones.Phone;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The messages socket.
class CountersTest {

    private static final String ID = "550e8400-e29b-41d4-a716-446655440000";
    private static final String OTHER_ID = "650e8400-e29b-41d4-a716-446655440000";

    private final Phones phones = new Phones();

    private static String request(String what, String id, String... users) {
        return "{\"request\":\"%s\",\"clientRequestId\":\"%s\",\"data\":{\"users\":[\"%s\"]}}"
                .formatted(what, id, String.join("\",\"", users));
    }

    private static String counter(
            String operation, String id, long seq, long user, long total, long version) {
        return """
        {"operation":"%s","clientRequestId":"%s","seq":%d,"data":{"userStatistics":\
        {"unreadMessages":%d},"user":"org:12345:user:%d","version":%d}}\
        """
                .formatted(operation, id, seq, total, user, version);
    }

    private static String snapshot(String id, long seq, long user, long total, long version) {
        String frame = counter("MODIFY", id, seq, user, total, version);
        return frame.substring(0, frame.length() - 1) + ",\"snapshot\":true}";
    }

    private static String refused(ErrorCode code, String id, String user) {
        return """
        {"type":"error","code":"%s","message":"%s","clientRequestId":"%s","user":"%s"}\
        """
                .formatted(code, code.message(), id, user);
    }

    private Phone page(String role, long user) {
        return phones.signIn(CtiEndpoint.SUBSCRIBE, role, user);
    }

    @Test
    void subscribesAtTheStart() {
        Phone page = phones.connect(CtiEndpoint.SUBSCRIBE);

        page.says(
                """
                {
                  "type": "WEBSOCKET_START",
                  "endpoint": "wss://messages.natterbox.com/v1/subscribe",
                  "accessToken": "%s",
                  "uiTheme": "Theme4d",
                  "isFreedomWeb": true,
                  "clientRequestId": "550e8400-e29b-41d4-a716-446655440000",
                  "users": "org:12345:user:67890"
                }\
                """
                        .formatted(phones.token("", 67890)));

        assertThat(page.heard()).containsExactly(WELCOME, snapshot(ID, 100, 67890, 0, 0));
    }

    @Test
    void countsUpAndDownAndAway() {
        phones.presence.with(67890);
        Phone page = page("AGENT", 67890);
        page.says(request("subscribe", ID, "org:12345:user:67890")).heard();

        phones.presence.counts(67890, 1);
        phones.flush();
        phones.presence.counts(67890, 5);
        phones.flush();
        phones.presence.removeUser(67890);
        phones.flush();

        assertThat(page.heard())
                .containsExactly(
                        counter("INSERT", ID, 101, 67890, 1, 1),
                        counter("MODIFY", ID, 102, 67890, 5, 2),
                        counter("REMOVE", ID, 104, 67890, 0, 99));
    }

    @Test
    void saysThatACounterIsNewThoughItHasChangedSince() {
        phones.presence.with(67890);
        Phone page = page("AGENT", 67890);
        page.says(request("subscribe", ID, "org:12345:user:67890")).heard();

        phones.presence.counts(67890, 1);
        phones.presence.counts(67890, 2);
        phones.flush();

        assertThat(page.heard()).containsExactly(counter("INSERT", ID, 102, 67890, 2, 2));
    }

    @Test
    void answersEachUserOfARequest() {
        phones.presence.with(67890, 67891).counts(67891, 7);
        Phone page = page("AGENT", 67890);

        page.says(
                request(
                        "subscribe",
                        ID,
                        "org:12345:user:67891",
                        "org:999:user:67891",
                        "org:12345:user:1",
                        "nonsense",
                        "org:12345:user:67891"));

        assertThat(page.heard())
                .containsExactlyInAnyOrder(
                        snapshot(ID, 101, 67891, 7, 1),
                        refused(ErrorCode.BAD_ORG, ID, "org:999:user:67891"),
                        refused(ErrorCode.BAD_USER, ID, "org:12345:user:1"),
                        refused(ErrorCode.BAD_USER, ID, "nonsense"));
        page.assertOpen();
    }

    @Test
    void showsOthersToAgentsOnly() {
        phones.presence.with(67890, 67891);
        Phone page = page("", 67890);

        page.says(
                request(
                        "subscribe",
                        ID,
                        "org:12345:user:67890",
                        "org:12345:user:67891",
                        "org:12345:user:5"));

        assertThat(page.heard())
                .containsExactlyInAnyOrder(
                        snapshot(ID, 100, 67890, 0, 0),
                        refused(ErrorCode.USER_DENIED, ID, "org:12345:user:67891"),
                        refused(ErrorCode.USER_DENIED, ID, "org:12345:user:5"));
    }

    @Test
    void tellsAChangeOnceWithTheLatestRequest() {
        phones.presence.with(67890);
        Phone page = page("AGENT", 67890);
        page.says(request("subscribe", ID, "org:12345:user:67890"));
        page.says(request("subscribe", OTHER_ID, "org:12345:user:67890"));
        assertThat(page.heard())
                .containsExactly(
                        snapshot(ID, 100, 67890, 0, 0), snapshot(OTHER_ID, 100, 67890, 0, 0));

        phones.presence.counts(67890, 3);
        phones.flush();

        assertThat(page.heard()).containsExactly(counter("INSERT", OTHER_ID, 101, 67890, 3, 1));
    }

    @Test
    void stopsWhenAsked() {
        phones.presence.with(67890);
        Phone page = page("AGENT", 67890);
        page.says(request("subscribe", ID, "org:12345:user:67890")).heard();

        page.says(request("unsubscribe", ID, "org:12345:user:67890", "org:12345:user:5"));
        phones.presence.counts(67890, 3);
        phones.flush();

        assertThat(page.heard()).isEmpty();
    }

    @Test
    void echoesNoMoreThanTwoHundredPrintableCharacters() {
        Phone page = page("AGENT", 67890);

        page.says(request("subscribe", ID, "\\u0007" + "x".repeat(300)));

        assertThat(page.heard()).containsExactly(refused(ErrorCode.BAD_USER, ID, "x".repeat(200)));
    }

    @Test
    void namesTheRequestOfWhatANewTokenNoLongerAllows() {
        phones.presence.with(67890, 67891);
        Phone page = page("AGENT", 67890);
        page.says(request("subscribe", ID, "org:12345:user:67891")).heard();

        page.auth(phones.token("", 67890));

        List<String> heard = page.heard();
        assertThat(heard)
                .containsExactly(
                        WELCOME,
                        refused(ErrorCode.SUBSCRIPTION_REVOKED, ID, "org:12345:user:67891"));
    }
}
