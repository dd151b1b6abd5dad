package dev.switchboard.adapter.in.socket.cti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.cti.ClientFrame.Auth;
import dev.switchboard.adapter.in.socket.cti.ClientFrame.Refused;
import dev.switchboard.adapter.in.socket.cti.ClientFrame.Start;
import dev.switchboard.adapter.in.socket.cti.ClientFrame.Subscribe;
import dev.switchboard.adapter.in.socket.cti.ClientFrame.SubscribeUnread;
import dev.switchboard.adapter.in.socket.cti.ClientFrame.Unsubscribe;
import dev.switchboard.adapter.in.socket.presence.Topic;
import dev.switchboard.adapter.in.socket.presence.Topic.Kind;
import dev.switchboard.domain.presence.OrgId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {

    private static final String ID = "550e8400-e29b-41d4-a716-446655440000";
    private static final Topic USER = new Topic(Kind.USER, new OrgId("12345"), 67890);
    private static final Topic GROUP = new Topic(Kind.GROUP, new OrgId("12345"), 100);
    private static final String INVALID = "Frame is not a valid JSON object.";

    private static ClientFrame events(String frame) {
        return FrameReader.read(CtiEndpoint.EVENTS, frame);
    }

    private static ClientFrame counters(String frame) {
        return FrameReader.read(CtiEndpoint.SUBSCRIBE, frame);
    }

    private static ErrorFrame errorOf(ClientFrame frame) {
        assertThat(frame).isInstanceOf(Refused.class);
        return ((Refused) frame).error();
    }

    @Test
    void readsTheFrameThatAuthenticates() {
        ClientFrame frame =
                events(
                        """
                        {
                          "type": "auth",
                          "accessToken": "a.b.c",
                          "client": {
                            "name": "CTI 2.0",
                            "version": "2.5.1"
                          }
                        }\
                        """);

        assertThat(frame).isEqualTo(new Auth("a.b.c", "CTI 2.0"));
    }

    @ParameterizedTest
    @CsvSource({"false, CTI 2.0", "true, FreedomWeb"})
    void readsTheOtherOne(boolean freedomWeb, String client) {
        ClientFrame frame =
                events(
                        """
                        {"type": "WEBSOCKET_START",
                         "endpoint": "wss://realtime.natterbox.com/v1/events",
                         "accessToken": "a.b.c", "uiTheme": "Theme4d", "isFreedomWeb": %s}\
                        """
                                .formatted(freedomWeb));

        assertThat(frame).isEqualTo(new Start("a.b.c", client, null));
    }

    @Test
    void readsWhatTheOtherOneSubscribes() {
        String text =
                """
                {"type":"WEBSOCKET_START","endpoint":"wss://messages.natterbox.com/v1/subscribe",
                 "accessToken":"a.b.c","isFreedomWeb":true,"clientRequestId":"%s",
                 "users":"org:12345:user:67890, org:12345:user:67891"}\
                """
                        .formatted(ID);

        assertThat(counters(text))
                .isEqualTo(
                        new Start(
                                "a.b.c",
                                "FreedomWeb",
                                new SubscribeUnread(
                                        ID,
                                        List.of("org:12345:user:67890", "org:12345:user:67891"))));
        assertThat(events(text)).isEqualTo(new Start("a.b.c", "FreedomWeb", null));
    }

    @Test
    void printsNoToken() {
        assertThat(new Auth("a.b.c", "x").toString()).doesNotContain("a.b.c");
        assertThat(new Start("a.b.c", "x", null).toString()).doesNotContain("a.b.c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"subscribe\",\"path\":\"/org/12345/user/67890/presence\"}",
                "{\"type\":\"subscribe\",\"path\":\"/organisation/12345/user/67890\"}",
                "{\"type\":\"subscribe\",\"path\":\"/organisation/12345/user/67890/presence\"}",
                "{\"type\":\"WEBSOCKET_USER_SUBSCRIBE\",\"orgId\":\"12345\",\"userId\":67890}",
                "{\"type\":\"WEBSOCKET_USER_SUBSCRIBE\",\"orgId\":12345,\"userId\":\"67890\"}",
                "{\"x\":[],\"type\":\"WEBSOCKET_USER_SUBSCRIBE\",\"orgId\":12345,\"userId\":67890}"
            })
    void readsEverySpellingOfAUser(String frame) {
        assertThat(events(frame)).isEqualTo(new Subscribe(USER, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"subscribe\",\"after\":7,\"path\":\"/org/12345/group/100/presence\"}",
                "{\"type\":\"subscribe\",\"after\":\"7\",\"path\":\"/organisation/12345/user-group/100\"}",
                "{\"type\":\"subscribe\",\"after\":7,\"path\":\"/organisation/12345/user-group/100/presence\"}",
                "{\"type\":\"WEBSOCKET_GROUP_SUBSCRIBE\",\"orgId\":\"12345\",\"groupId\":100,\"after\":7}"
            })
    void readsEverySpellingOfAGroup(String frame) {
        assertThat(events(frame)).isEqualTo(new Subscribe(GROUP, 7L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"unsubscribe\",\"path\":\"/organisation/12345/user-group/100\"}",
                "{\"type\":\"WEBSOCKET_GROUP_UNSUBSCRIBE\",\"orgId\":\"12345\",\"groupId\":100}"
            })
    void readsTheEndOfAGroup(String frame) {
        assertThat(events(frame)).isEqualTo(new Unsubscribe(GROUP));
    }

    @Test
    void readsARequestForCounters() {
        ClientFrame frame =
                counters(
                        """
                        {
                          "request": "subscribe",
                          "clientRequestId": "550e8400-e29b-41d4-a716-446655440000",
                          "data": {
                            "users": [
                              "org:12345:user:67890",
                              "org:12345:user:67891"
                            ]
                          }
                        }\
                        """);

        assertThat(frame)
                .isEqualTo(
                        new SubscribeUnread(
                                ID, List.of("org:12345:user:67890", "org:12345:user:67891")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "[{\"type\":\"tick\"}]",
                "\"tick\"",
                "1",
                "null",
                "{",
                "{\"type\":\"tick\"",
                "{\"type\":\"tick\"} {\"type\":\"tick\"}",
                "{\"type\":\"tick\",\"type\":\"tick\"}",
                "{\"type\":\"tick\",\"a\":{\"b\":1,\"b\":1}}",
                "{'type':'tick'}",
                "{\"type\":\"tick\",}",
                "{\"type\":NaN}"
            })
    void refusesWhatIsNoObject(String frame) {
        assertThat(errorOf(events(frame)).code()).isEqualTo(ErrorCode.BAD_FRAME);
        assertThat(errorOf(events(frame)).message()).isEqualTo(INVALID);
    }

    @Test
    void refusesDeepNesting() {
        String fifty = "[".repeat(49) + "]".repeat(49);
        String more = "[".repeat(50) + "]".repeat(50);

        assertThat(events("{\"type\":\"tick\",\"x\":" + fifty + "}"))
                .isEqualTo(new ClientFrame.Tick());
        assertThat(errorOf(events("{\"type\":\"tick\",\"x\":" + more + "}")).message())
                .isEqualTo(INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"shout\"}",
                "{\"type\":7}",
                "{\"type\":null}",
                "{\"request\":\"shout\"}",
                "{\"type\":\"shout\",\"request\":\"subscribe\"}"
            })
    void refusesWhatNobodyKnows(String frame) {
        for (CtiEndpoint ctiEndpoint : CtiEndpoint.values()) {
            ErrorFrame error = errorOf(FrameReader.read(ctiEndpoint, frame));
            assertThat(error.code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
            assertThat(error.message()).isEqualTo("Unknown message type.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subscribe",
                "unsubscribe",
                "WEBSOCKET_USER_SUBSCRIBE",
                "WEBSOCKET_GROUP_SUBSCRIBE",
                "WEBSOCKET_GROUP_UNSUBSCRIBE"
            })
    void knowsWhatBelongsToTheOtherEndpoint(String type) {
        assertThat(errorOf(counters("{\"type\":\"" + type + "\"}")).code())
                .isEqualTo(ErrorCode.WRONG_ENDPOINT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "unsubscribe"})
    void knowsThatCountersBelongToTheOtherEndpoint(String request) {
        assertThat(errorOf(events("{\"request\":\"" + request + "\"}")).code())
                .isEqualTo(ErrorCode.WRONG_ENDPOINT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/org/12345/user/67890",
                "/org/12345/user/67890/presence/",
                "/org/12345/user/0/presence",
                "/org/12345/user/-1/presence",
                "/org/12345/user/007/presence",
                "/org/12345/user/9007199254740992/presence",
                "/org/12345/user/99999999999999999/presence",
                "/org/12345/user/6789x/presence",
                "/org/12345/user/67890/presence?after=1",
                "/org/12345/user/67890/presence#x",
                "/org/12345/../67/user/67890/presence",
                "/org/12345%2F67/user/67890/presence",
                "/org/12 345/user/67890/presence",
                "/org//user/67890/presence",
                "/org/12345/user-group/100/presence",
                "/organisation/12345/group/100",
                "org/12345/user/67890/presence"
            })
    void refusesOtherPaths(String path) {
        for (String type : List.of("subscribe", "unsubscribe")) {
            ErrorFrame error =
                    errorOf(events("{\"type\":\"%s\",\"path\":\"%s\"}".formatted(type, path)));
            assertThat(error.code()).isEqualTo(ErrorCode.BAD_FRAME);
            assertThat(error.message()).isEqualTo("Invalid field: path.");
        }
    }

    @Test
    void refusesTooLongAnOrganisation() {
        String path = "/org/" + "x".repeat(65) + "/user/1/presence";

        assertThat(errorOf(events("{\"type\":\"subscribe\",\"path\":\"%s\"}".formatted(path))))
                .isEqualTo(ErrorFrame.invalid("path", null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "accessToken    | {'type':'auth','client':{'name':'x','version':'1'}}",
                "accessToken    | {'type':'auth','accessToken':'','client':{'name':'x','version':'1'}}",
                "accessToken    | {'type':'auth','accessToken':true,'client':{'name':'x','version':'1'}}",
                "client.name    | {'type':'auth','accessToken':'a'}",
                "client.name    | {'type':'auth','accessToken':'a','client':'x'}",
                "client.version | {'type':'auth','accessToken':'a','client':{'name':'x'}}",
                "client.version | {'type':'auth','accessToken':'a','client':{'name':'x','version':null}}",
                "endpoint       | {'type':'WEBSOCKET_START','accessToken':'a','isFreedomWeb':true}",
                "endpoint       | {'type':'WEBSOCKET_START','endpoint':'https://x','accessToken':'a','isFreedomWeb':true}",
                "endpoint       | {'type':'WEBSOCKET_START','endpoint':'wss:','accessToken':'a','isFreedomWeb':true}",
                "isFreedomWeb   | {'type':'WEBSOCKET_START','endpoint':'ws://x/','accessToken':'a'}",
                "isFreedomWeb   | {'type':'WEBSOCKET_START','endpoint':'ws://x/','accessToken':'a','isFreedomWeb':'true'}",
                "uiTheme        | {'type':'WEBSOCKET_START','endpoint':'ws://x/','accessToken':'a','isFreedomWeb':true,'uiTheme':{}}",
                "path           | {'type':'subscribe'}",
                "path           | {'type':'subscribe','path':7}",
                "orgId          | {'type':'WEBSOCKET_USER_SUBSCRIBE','userId':1}",
                "orgId          | {'type':'WEBSOCKET_USER_SUBSCRIBE','orgId':'a b','userId':1}",
                "userId         | {'type':'WEBSOCKET_USER_SUBSCRIBE','orgId':'1'}",
                "userId         | {'type':'WEBSOCKET_USER_SUBSCRIBE','orgId':'1','userId':0}",
                "userId         | {'type':'WEBSOCKET_USER_SUBSCRIBE','orgId':'1','userId':-1}",
                "userId         | {'type':'WEBSOCKET_USER_SUBSCRIBE','orgId':'1','userId':1.5}",
                "userId         | {'type':'WEBSOCKET_USER_SUBSCRIBE','orgId':'1','userId':9007199254740992}",
                "userId         | {'type':'WEBSOCKET_USER_SUBSCRIBE','orgId':'1','userId':1e400}",
                "groupId        | {'type':'WEBSOCKET_GROUP_SUBSCRIBE','orgId':'1','groupId':'x'}",
                "groupId        | {'type':'WEBSOCKET_GROUP_UNSUBSCRIBE','orgId':'1'}"
            })
    void namesTheInvalidField(String field, String frame) {
        assertThat(errorOf(events(frame.replace('\'', '"'))))
                .isEqualTo(ErrorFrame.invalid(field, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "\"x\"", "true", "99999999999999999999"})
    void namesThePathOfAnInvalidPosition(String after) {
        String frame =
                "{\"type\":\"subscribe\",\"path\":\"/organisation/1/user/2\",\"after\":%s}"
                        .formatted(after);

        assertThat(errorOf(events(frame)))
                .isEqualTo(ErrorFrame.invalid("after", "/org/1/user/2/presence", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "clientRequestId | {'request':'subscribe','data':{'users':['org:1:user:1']}}",
                "clientRequestId | {'request':'subscribe','clientRequestId':'x','data':{'users':['org:1:user:1']}}",
                "clientRequestId | {'type':'WEBSOCKET_START','endpoint':'ws://x/','accessToken':'a','isFreedomWeb':true,'users':'org:1:user:1'}"
            })
    void wantsAnIdForRequests(String field, String frame) {
        assertThat(errorOf(counters(frame.replace('\'', '"'))))
                .isEqualTo(ErrorFrame.invalid(field, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "data.users | {'request':'subscribe','clientRequestId':'ID'}",
                "data.users | {'request':'subscribe','clientRequestId':'ID','data':{'users':[]}}",
                "data.users | {'request':'subscribe','clientRequestId':'ID','data':{'users':'x'}}",
                "data.users | {'request':'subscribe','clientRequestId':'ID','data':{'users':[{}]}}",
                "data.users | {'request':'unsubscribe','clientRequestId':'ID'}",
                "users      | {'type':'WEBSOCKET_START','endpoint':'ws://x/','accessToken':'a','isFreedomWeb':true,'clientRequestId':'ID'}",
                "users      | {'type':'WEBSOCKET_START','endpoint':'ws://x/','accessToken':'a','isFreedomWeb':true,'clientRequestId':'ID','users':'a,,b'}"
            })
    void wantsUsersInRequests(String field, String frame) {
        assertThat(errorOf(counters(frame.replace('\'', '"').replace("ID", ID))))
                .isEqualTo(ErrorFrame.invalid(field, null, ID));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "endpoint     | {'type':'WEBSOCKET_START','clientRequestId':'ID'}",
                "accessToken  | {'type':'WEBSOCKET_START','endpoint':'ws://x/','clientRequestId':'ID'}",
                "isFreedomWeb | {'type':'WEBSOCKET_START','endpoint':'ws://x/','accessToken':'a','clientRequestId':'ID'}"
            })
    void echoesTheIdOfAStartThatIsWrongElsewhere(String field, String frame) {
        String text = frame.replace('\'', '"').replace("ID", ID);

        assertThat(errorOf(counters(text))).isEqualTo(ErrorFrame.invalid(field, null, ID));
        assertThat(errorOf(events(text))).isEqualTo(ErrorFrame.invalid(field, null, null));
    }

    @Test
    void takesTwoHundredUsersAndNoMore() {
        assertThat(counters(request(200))).isInstanceOf(SubscribeUnread.class);
        assertThat(errorOf(counters(request(201))))
                .isEqualTo(ErrorFrame.invalid("data.users", null, ID));
    }

    private static String request(int users) {
        return IntStream.rangeClosed(1, users)
                .mapToObj(user -> "\"org:1:user:" + user + "\"")
                .collect(
                        Collectors.joining(
                                ",",
                                "{\"request\":\"subscribe\",\"clientRequestId\":\""
                                        + ID
                                        + "\",\"data\":{\"users\":[",
                                "]}}"));
    }

    @ParameterizedTest
    @CsvSource({"8192, 50, true", "8193, 50, false", "8192, 51, false"})
    void limitsWhatAuthenticates(int token, int version, boolean good) {
        ClientFrame frame =
                events(
                        """
                        {"type":"auth","accessToken":"%s","client":{"name":"x","version":"%s"}}\
                        """
                                .formatted("a".repeat(token), "1".repeat(version)));

        assertThat(frame instanceof Auth).isEqualTo(good);
    }

    @Test
    void knowsWhatWasMeantToAuthenticate() {
        assertThat(((Refused) events("{\"type\":\"auth\"}")).proof()).isTrue();
        assertThat(((Refused) events("{\"type\":\"WEBSOCKET_START\"}")).proof()).isTrue();
        assertThat(((Refused) events("{\"type\":\"subscribe\"}")).proof()).isFalse();
        assertThat(((Refused) events("nonsense")).proof()).isFalse();
    }
}
