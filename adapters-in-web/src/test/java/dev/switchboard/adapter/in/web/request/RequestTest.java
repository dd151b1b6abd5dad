package dev.switchboard.adapter.in.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.fakes.LogLines;
import dev.switchboard.domain.identity.Role;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The treatment of every request.
@WebTest
class RequestTest {

    private final Hub hub;
    private final MeterRegistry registry;

    RequestTest(Hub hub, MeterRegistry registry) {
        this.hub = hub;
        this.registry = registry;
    }

    @Nested
    class Ids {

        @Test
        void takesTheCallersId() {
            assertThat(idFor("order-7_a.B")).isEqualTo("order-7_a.B");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a b", "a\tb", "<x>", "ä", ""})
        void givesItsOwnInsteadOfAnIdThatCouldCarrySomething(String id) {
            assertThat(idFor(id)).startsWith("00000000-0000-4000-8000-");
        }

        @Test
        void givesItsOwnInsteadOfAnEndlessId() {
            assertThat(idFor("a".repeat(101))).startsWith("00000000-0000-4000-8000-");
        }

        @Test
        void namesEachRequestAnew() {
            String first = header(hub.get("/livez"), "X-Request-Id");

            assertThat(header(hub.get("/livez"), "X-Request-Id")).isNotEqualTo(first);
        }

        private String idFor(String given) {
            return header(
                    hub.send(hub.request("/livez").header("X-Request-Id", given)), "X-Request-Id");
        }
    }

    @Nested
    class Sizes {

        private static final int LIMIT = 1024 * 1024;

        @Test
        void takesABodyOfOneMebibyte() {
            var request = post("/channels", LIMIT).header("Authorization", token());

            assertThat(hub.send(request).statusCode()).isNotEqualTo(413);
        }

        @Test
        void refusesALargerOne() {
            var answer = hub.send(known(post("/channels", LIMIT + 1)));

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body())
                    .isEqualTo("{\"success\":false,\"error\":\"Payload too large\"}");
        }

        @ParameterizedTest
        @CsvSource({"/nowhere, 404", "/channels, 401", "/channel/message, 401"})
        void readsNoneOfWhatItRefusesAnyway(String path, int status) {
            assertThat(hub.send(post(path, LIMIT + 1)).statusCode()).isEqualTo(status);
            assertThat(hub.send(chunked(path, LIMIT + 1)).statusCode()).isEqualTo(status);
        }

        @ParameterizedTest
        @CsvSource({"/v1/authenticate, 65536", "/api/netomi/process-message, 131072"})
        void takesLessOfStrangers(String path, int most) {
            assertThat(hub.send(post(path, most)).statusCode()).isEqualTo(400);
            assertThat(hub.send(post(path, most + 1)).statusCode()).isEqualTo(413);
            assertThat(hub.send(chunked(path, most)).statusCode()).isEqualTo(400);
            assertThat(hub.send(chunked(path, most + 1)).statusCode()).isEqualTo(413);
        }

        @Test
        void takesAsMuchOfThoseWhoseSignatureCoversIt() {
            assertThat(hub.send(post("/webhook-response", LIMIT)).statusCode()).isEqualTo(400);
            assertThat(hub.send(chunked("/webhook-response", LIMIT)).statusCode()).isEqualTo(400);
            assertThat(hub.send(post("/webhook-response", LIMIT + 1)).statusCode()).isEqualTo(413);
        }

        @ParameterizedTest
        @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=x"})
        void readsNoFormWhereNoneIsTaken(String type) {
            var form =
                    hub.request("/v1/parked?reason=exhausted")
                            .header("Content-Type", type)
                            .header("Authorization", token())
                            .method("GET", BodyPublishers.ofString("--x--"));

            assertThat(hub.send(form).statusCode()).isEqualTo(200);
        }

        @Test
        void letsWhoeverIsStillSendingReadTheRefusal() {
            for (int i = 0; i < 10; i++) {
                assertThat(hub.send(post("/channels", 4 * LIMIT)).statusCode()).isEqualTo(401);
                assertThat(hub.send(known(post("/channels", 4 * LIMIT))).statusCode())
                        .isEqualTo(413);
                assertThat(hub.send(known(chunked("/channels", 4 * LIMIT))).statusCode())
                        .isEqualTo(413);
            }
        }

        @Test
        void refusesALargerOneThatDoesNotSayHowLargeItIs() {
            var answer = hub.send(known(chunked("/channels", LIMIT + 1)));

            assertThat(answer.statusCode()).isEqualTo(413);
        }

        @Test
        void takesASmallOneThatDoesNotSayHowLargeItIs() {
            var answer = hub.send(chunked("/v1/authenticate", 100));

            assertThat(answer.statusCode()).isEqualTo(400);
        }

        @Test
        void answersInTheFormOfThePath() {
            var answer = hub.send(known(post("/v1/parked/redrive", LIMIT + 1)));

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        }

        private HttpRequest.Builder known(HttpRequest.Builder request) {
            return request.header("Authorization", token());
        }

        private HttpRequest.Builder post(String path, int bytes) {
            return hub.request(path)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(new byte[bytes]));
        }

        private HttpRequest.Builder chunked(String path, int bytes) {
            return hub.request(path)
                    .header("Content-Type", "application/json")
                    .POST(
                            BodyPublishers.ofInputStream(
                                    () -> new ByteArrayInputStream(new byte[bytes])));
        }

        private String token() {
            return "Bearer " + hub.token(Role.ADMIN);
        }
    }

    @Nested
    class Headers {

        private static final List<String> PROTECTING =
                List.of(
                        "X-Content-Type-Options",
                        "X-Frame-Options",
                        "Content-Security-Policy",
                        "Referrer-Policy",
                        "Cache-Control");

        @ParameterizedTest
        @ValueSource(strings = {"/livez", "/v1/audit", "/channel/x", "/nothing", "/open/x"})
        void keepBrowsersFromFramingAndGuessing(String path) {
            var answer = hub.get(path);

            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
            assertThat(header(answer, "Content-Security-Policy"))
                    .contains("frame-ancestors 'none'");
            assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        }

        /// Another security chain sets the headers of the relay's busy routes.
        @ParameterizedTest
        @ValueSource(strings = {"/webhook-response", "/channel/message"})
        void areTheSameOnBusyRoutes(String path) {
            var busy = hub.post(path, "{}", Role.ADMIN).headers();
            var other = hub.post("/channels", "{", Role.ADMIN).headers();

            assertThat(busy.map().keySet()).containsAll(other.map().keySet());
            for (String name : PROTECTING) {
                assertThat(busy.allValues(name)).hasSize(1).isEqualTo(other.allValues(name));
            }
        }

        @Test
        void areThereOnRefusalsForSizeToo() {
            var answer =
                    hub.send(
                            hub.request("/v1/authenticate")
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofByteArray(new byte[1024 * 1025])));

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        }

        @Test
        void letDataDoNothingAndPagesRunTheirOwnScriptsOnly() {
            assertThat(header(hub.get("/v1/audit"), "Content-Security-Policy"))
                    .startsWith("default-src 'none'");
            assertThat(header(hub.get("/swagger-ui/index.html"), "Content-Security-Policy"))
                    .startsWith("default-src 'self'")
                    .doesNotContain("script-src 'unsafe-inline'", "unsafe-eval");
        }

        @Test
        void promiseNoHttpsOverHttp() {
            assertThat(hub.get("/livez").headers().firstValue("Strict-Transport-Security"))
                    .isEmpty();
        }

        @Test
        void setNoCookie() {
            assertThat(hub.get("/livez").headers().allValues("Set-Cookie")).isEmpty();
            assertThat(hub.get("/v1/audit", Role.ADMIN).headers().allValues("Set-Cookie"))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://evil.example", "null", "http://localhost.evil.example"})
        void allowNoForeignOrigin(String origin) {
            var asked =
                    hub.request("/v1/audit")
                            .header("Origin", origin)
                            .header("Authorization", "Bearer " + hub.token(Role.ADMIN));
            var preflight =
                    hub.request("/v1/audit")
                            .header("Origin", origin)
                            .header("Access-Control-Request-Method", "GET")
                            .method("OPTIONS", BodyPublishers.noBody());

            assertThat(hub.send(asked).headers().map())
                    .doesNotContainKey("access-control-allow-origin");
            assertThat(hub.send(preflight).headers().map())
                    .doesNotContainKey("access-control-allow-origin");
        }
    }

    @Nested
    class AccessLog {

        @RegisterExtension final LogLines lines = LogLines.of("dev.switchboard.access");

        @Test
        void nameMethodPathStatusAndTime() {
            hub.send(hub.request("/v1/audit?token=secret-1").header("X-Request-Id", "r-1"));

            LogLines.Line line = line("r-1");
            assertThat(line.message()).isEqualTo("GET /v1/audit 401 0 ms");
        }

        @Test
        void namePatternsInsteadOfWhatIsInThePath() {
            hub.send(
                    hub.request("/v1/conversations/yalo:x:5217331175599")
                            .header("Authorization", "Bearer " + hub.token(Role.ADMIN))
                            .header("X-Request-Id", "r-2"));

            assertThat(line("r-2").message()).isEqualTo("GET /v1/conversations/{id} 404 0 ms");
        }

        /// A refused request never reaches a controller, which would know its pattern.
        @Test
        void nameNoIdOfAPathThatWasRefused() {
            hub.send(
                    hub.request("/v1/conversations/yalo:x:5217331175599")
                            .header("X-Request-Id", "r-3"));
            hub.send(hub.request("/no/such/5217331175599").header("X-Request-Id", "r-4"));

            assertThat(line("r-3").message()).isEqualTo("GET /v1/conversations/{id} 401 0 ms");
            assertThat(line("r-4").message()).isEqualTo("GET none 404 0 ms");
        }

        @Test
        void haveFields() {
            hub.send(
                    hub.request("/v1/audit")
                            .header("Authorization", "Bearer " + hub.token(Role.ADMIN))
                            .header("X-Request-Id", "r-5"));

            assertThat(line("r-5").fields())
                    .containsExactly(
                            entry("method", "GET"),
                            entry("route", "/v1/audit"),
                            entry("status", "200"),
                            entry("duration_ms", "0"),
                            entry("caller", "tester"));
        }

        @Test
        void nameWhoWasLetInOnTheShortWay() {
            hub.send(
                    hub.request("/channel/message")
                            .header("Authorization", "Bearer " + hub.token(Role.SERVICE))
                            .header("Content-Type", "application/json")
                            .header("X-Request-Id", "r-6")
                            .POST(BodyPublishers.ofString("{}")));

            assertThat(line("r-6").fields())
                    .contains(entry("route", "/channel/message"), entry("caller", "tester"));
        }

        private LogLines.Line line(String requestId) {
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> of(requestId), found -> !found.isEmpty())
                    .getFirst();
        }

        private List<LogLines.Line> of(String requestId) {
            return lines.all().stream()
                    .filter(line -> requestId.equals(line.context().get("requestId")))
                    .toList();
        }
    }

    @Nested
    class Figures {

        @Test
        void tellApartMethodRouteAndStatus() {
            hub.get("/v1/conversations/yalo:x:5217331175599");
            hub.get("/v1/conversations/yalo:x:5217331175600");
            hub.send("TEASE", "/v1/audit", "");

            assertThat(counted("GET", "/v1/conversations/{id}", "401")).isGreaterThanOrEqualTo(2);
            assertThat(registry.find("http.server.requests").tag("method", "TEASE").timers())
                    .isEmpty();
            assertThat(registry.find("http.server.requests").timers())
                    .noneMatch(timer -> timer.getId().toString().contains("521733"));
        }

        private long counted(String method, String route, String status) {
            return registry.get("http.server.requests")
                    .tags("method", method, "uri", route, "status", status)
                    .timer()
                    .count();
        }
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
