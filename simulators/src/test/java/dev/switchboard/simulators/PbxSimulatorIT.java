package dev.switchboard.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The telephone exchange against a hub that refuses only other organisations.
class PbxSimulatorIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Http http = new Http();
    private final SimulatorServer simulators = SimulatorServer.start(Clock.systemUTC());
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final HttpServer hub = hub();
    private final AtomicInteger tokens = new AtomicInteger();

    /// @param body the request's body
    private record Request(String method, String path, String token, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    private HttpServer hub() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        int status = 200;
        String said = "{}";
        if (path.equals("/v1/authenticate")) {
            said = "{\"token\":\"t" + tokens.incrementAndGet() + "\"}";
        } else if (!token.equals("Bearer t" + tokens)) {
            status = 401;
        } else {
            requests.add(new Request(exchange.getRequestMethod(), path, token, body));
            status = path.startsWith("/v1/organisation/demo/") ? 200 : 403;
        }
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @BeforeEach
    void configure() throws Exception {
        HttpResponse<String> answer =
                control(
                        "PUT",
                        "/sim/pbx/account",
                        JSON.writeValueAsString(
                                Map.of(
                                        "hub",
                                        "http://localhost:" + hub.getAddress().getPort(),
                                        "organisation",
                                        "demo",
                                        "group",
                                        1,
                                        "users",
                                        3,
                                        "service",
                                        Map.of("username", "pbx", "password", "p"),
                                        "watcher",
                                        Map.of("username", "board", "password", "p"))));
        assertThat(answer.body()).isEqualTo("{\"configured\":true}");
    }

    @AfterEach
    void stop() {
        http.close();
        simulators.close();
        hub.stop(0);
    }

    private HttpResponse<String> control(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(method, simulators.url().resolve(path), body);
    }

    /// The exchange's reports for an event.
    private List<Request> play(String event) throws Exception {
        requests.clear();
        HttpResponse<String> answer = control("POST", "/sim/pbx/events", "[" + event + "]");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return List.copyOf(requests);
    }

    @Test
    void makesItsUsersKnownAndReportsThemFree() {
        assertThat(requests)
                .extracting(request -> request.method() + " " + request.path())
                .startsWith(
                        "PUT /v1/organisation/demo/user/1001",
                        "PUT /v1/organisation/demo/user-group/1/user/1001",
                        "PUT /v1/organisation/demo/user/1001/presence")
                .hasSize(12);
        JsonNode free = List.copyOf(requests).get(2).json();
        assertThat(free.path("presence").asString()).isEmpty();
        assertThat(free.path("availability").asString()).isEqualTo("Available");
    }

    @Test
    void goesThroughACallWithAChannelOfItsOwn() throws Exception {
        List<Request> first = play("{\"do\":\"cycle\",\"user\":1002}");
        List<Request> second = play("{\"do\":\"cycle\",\"user\":1002}");

        assertThat(first)
                .extracting(request -> request.json().path("presence").asString())
                .containsExactly("RINGING", "ANSWERED", "BRIDGED", "");
        assertThat(first.get(0).path()).endsWith("/user/1002/presence");
        assertThat(channel(first.get(0))).isNotEmpty().isEqualTo(channel(first.get(2)));
        assertThat(channel(first.get(3))).isEmpty();
        assertThat(channel(second.get(0))).isNotEqualTo(channel(first.get(0)));
        assertThat(first.get(1).json().path("availability").asString()).isEqualTo("On Call");
        assertThat(first.get(3).json().path("availability").asString()).isEqualTo("Available");
        assertThat(sourceSeqs(first)).isSorted().doesNotHaveDuplicates();
    }

    private static String channel(Request request) {
        return request.json().path("callChannelUUID").asString();
    }

    private static List<Long> sourceSeqs(List<Request> reports) {
        return reports.stream().map(report -> report.json().path("sourceSeq").asLong()).toList();
    }

    @Test
    void counts() throws Exception {
        Request unread = play("{\"do\":\"unread\",\"count\":3}").getFirst();

        assertThat(unread.method()).isEqualTo("POST");
        assertThat(unread.path()).isEqualTo("/v1/organisation/demo/user/1001/unread");
        assertThat(unread.body()).isEqualTo("{\"increment\":3}");
    }

    @Test
    void reportsABurst() throws Exception {
        List<Request> burst = play("{\"do\":\"burst\",\"count\":20}");

        assertThat(burst).hasSize(40);
        assertThat(sourceSeqs(burst)).doesNotHaveDuplicates();
    }

    @Test
    void repeatsAReport() throws Exception {
        List<Request> reports = play("{\"do\":\"duplicate\",\"count\":2}");

        assertThat(reports)
                .hasSize(3)
                .extracting(Request::body)
                .containsOnly(reports.get(0).body());
    }

    @Test
    void reversesReports() throws Exception {
        List<Request> reports = play("{\"do\":\"reversed\"}");

        assertThat(sourceSeqs(reports).get(0)).isGreaterThan(sourceSeqs(reports).get(1));
        assertThat(reports.get(0).json().path("presence").asString()).isEqualTo("ANSWERED");
    }

    @Test
    void fallsSilent() throws Exception {
        List<Request> reports = play("{\"do\":\"silence\",\"seconds\":2}");

        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).json().path("expiresInSeconds").asInt()).isEqualTo(2);
    }

    @Test
    void triesAForeignOrganisation() throws Exception {
        HttpResponse<String> answer =
                control("POST", "/sim/pbx/events", "[{\"do\":\"foreign\",\"organisation\":\"x\"}]");

        assertThat(JSON.readTree(answer.body()).path("callbacks").path(0).path("status").asInt())
                .isEqualTo(403);
    }

    @Test
    void sendsWhatNobodyCanRead() throws Exception {
        List<Request> reports = play("{\"do\":\"malformed\"}");

        assertThat(reports).hasSize(6).extracting(Request::body).startsWith("{", "[]");
    }

    @Test
    void keepsWhatItReported() throws Exception {
        play("{\"do\":\"ring\"}");

        JsonNode calls = JSON.readTree(control("GET", "/sim/pbx/calls", "").body());

        assertThat(calls.path("callbacks").path(12).path("sessionId").asString())
                .isEqualTo("/v1/organisation/demo/user/1001/presence");
        assertThat(calls.path("callbacks").path(12).path("status").asInt()).isEqualTo(200);
    }

    @Test
    void logsInAgainWhenItsTokenIsNoLongerGood() throws Exception {
        tokens.set(100);

        assertThat(play("{\"do\":\"ring\"}")).hasSize(1);
        assertThat(requests.element().token()).isEqualTo("Bearer t101");
    }

    @Test
    void letsThingsHappenByThemselvesUntilItIsTold() throws Exception {
        requests.clear();

        control("PUT", "/sim/pbx/rounds", "{\"everyMs\":1}");
        await().atMost(Duration.ofSeconds(30)).until(() -> requests.size() > 10);

        assertThat(control("PUT", "/sim/pbx/rounds", "{\"everyMs\":0}").body())
                .isEqualTo("{\"everyMs\":0}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PUT  | /sim/pbx/account | {"organisation":"demo","users":0}
                    PUT  | /sim/pbx/account | junk
                    POST | /sim/pbx/events  | {"do":"ring"}
                    POST | /sim/pbx/events  | [{"do":"dance"}]
                    POST | /sim/pbx/events  | [{"do":"ring","user":5}]
                    POST | /sim/pbx/events  | [{"do":"availability","state":6}]
                    PUT  | /sim/pbx/rounds  | {"everyMs":-1}
                    """)
    void refusesWhatItCannotDo(String method, String path, String body) throws Exception {
        assertThat(control(method, path, body).statusCode()).isEqualTo(400);
    }

    @Test
    void doesNothingWithoutAnAccount() throws Exception {
        control("PUT", "/sim/pbx/account", "null");

        assertThat(control("POST", "/sim/pbx/events", "[{\"do\":\"ring\"}]").statusCode())
                .isEqualTo(400);
        assertThat(control("POST", "/demo/wallboard/session", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void givesTheWallBoardWhatItWatchesBy() throws Exception {
        JsonNode session = JSON.readTree(control("POST", "/demo/wallboard/session", "{}").body());

        assertThat(session.path("accessToken").asString()).isEqualTo("t2");
        assertThat(session.path("organisation").asString()).isEqualTo("demo");
        assertThat(session.path("group").asInt()).isEqualTo(1);
        assertThat(session.path("users").path(0).path("name").asString()).isEqualTo("Ada");
        JsonNode again =
                JSON.readTree(
                        control("POST", "/demo/wallboard/session", "{\"refused\":\"t2\"}").body());
        assertThat(again.path("accessToken").asString()).isEqualTo("t3");
    }

    @Test
    void servesTheWallBoard() throws Exception {
        for (String path : List.of("/demo/wallboard", "/demo/wallboard.js", "/demo/presence.js")) {
            URI uri = simulators.url().resolve(path);
            assertThat(http.send("GET", uri, "").statusCode()).as(path).isEqualTo(200);
        }
    }
}
