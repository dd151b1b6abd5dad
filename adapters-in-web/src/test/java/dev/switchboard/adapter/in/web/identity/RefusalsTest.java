package dev.switchboard.adapter.in.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.domain.identity.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The refusals of each family of paths.
@WebTest
class RefusalsTest {

    private static final String REQUIRED =
            "{\"ErrorDescription\":\"An Authorization header or an Query Param with name token is"
                    + " required.\"}";

    private final Hub hub;

    RefusalsTest(Hub hub) {
        this.hub = hub;
    }

    @Nested
    class OnLegacyPaths {

        @Test
        void saysUnauthorized() {
            var answer = hub.get("/channel/slack-sim");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"Unauthorized\"}");
            assertThat(type(answer)).isEqualTo("application/json");
        }

        @Test
        void saysUnauthorizedToABadTokenToo() {
            var answer = withHeader("/channel/slack-sim", "Bearer x");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"Unauthorized\"}");
        }

        @Test
        void saysForbidden() {
            var answer = hub.send("DELETE", "/channel/slack-sim", "", Role.SERVICE);

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"Forbidden\"}");
        }

        @Test
        void saysWhichMethodsThereAre() {
            var answer = hub.send("PATCH", "/channel/slack-sim", "{}", Role.ADMIN);

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.body())
                    .isEqualTo("{\"success\":false,\"error\":\"Method not allowed\"}");
            assertThat(answer.headers().firstValue("Allow")).hasValue("DELETE, GET, HEAD, PUT");
        }
    }

    @Nested
    class UnderV1 {

        @Test
        void answersWithProblemDetails() {
            var answer = hub.get("/v1/audit", Role.SERVICE);

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(type(answer)).isEqualTo("application/problem+json");
            assertThat(answer.body()).contains("\"status\":403", "\"request_id\":");
        }

        @Test
        void doesNotKnowWhatIsNotInTheTable() {
            assertThat(hub.get("/v1/nothing").statusCode()).isEqualTo(404);
            assertThat(hub.get("/v1/nothing", Role.ADMIN).statusCode()).isEqualTo(404);
            assertThat(hub.get("/error", Role.ADMIN).statusCode()).isEqualTo(404);
        }

        @Test
        void asksForATokenBeforeItNamesMethods() {
            assertThat(hub.send("PUT", "/v1/audit", "{}").statusCode()).isEqualTo(401);
            assertThat(hub.send("PUT", "/v1/audit", "{}", Role.YALO).statusCode()).isEqualTo(405);
        }
    }

    @Nested
    class OfTokensCheck {

        @ParameterizedTest
        @CsvSource({
            "YALO, YALO_ROLE",
            "SALESFORCE, SALESFORCE_ROLE",
            "ADMIN, ADMIN",
            "SERVICE, SERVICE"
        })
        void namesTheCaller(Role role, String name) {
            var answer = hub.get("/v1/tokens/check", role);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .isEqualTo("{\"username\":\"tester\",\"role\":\"%s\"}".formatted(name));
        }

        @Test
        void asksForAToken() {
            var answer = hub.get("/v1/tokens/check");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(REQUIRED);
        }

        @Test
        void looksForTokensInTheQueryToo() {
            var answer = hub.get("/v1/tokens/check?token=" + hub.token(Role.YALO));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("YALO_ROLE");
        }

        @Test
        void looksForNoneInTheQueryElsewhere() {
            var answer = hub.get("/v1/accounts?token=" + hub.token(Role.ADMIN));

            assertThat(answer.statusCode()).isEqualTo(401);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearer a b", "bearer  ", "x"})
        void refusesAHeaderThatIsNotBearer(String header) {
            var answer = withHeader("/v1/tokens/check", header);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"ErrorDescription\":\"Invalid Authorization token, header"
                                    + " invalid.\"}");
        }

        @Test
        void takesTheSchemeInAnyCase() {
            var answer = withHeader("/v1/tokens/check", "bEaReR " + hub.token(Role.YALO));

            assertThat(answer.statusCode()).isEqualTo(200);
        }

        @Test
        void refusesATokenThatIsNone() {
            var answer = withHeader("/v1/tokens/check", "Bearer a.b.c");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body())
                    .isEqualTo("{\"ErrorDescription\":\"Invalid Authorization token.\"}");
        }

        /// The description of roles and tokens matches the behaviour.
        @Test
        void isDescribedAsItIs() {
            String description =
                    JsonPath.read(
                            hub.get("/v3/api-docs").body(),
                            "$.paths['/v1/tokens/check'].get.description");

            for (Role role : Role.values()) {
                boolean named = description.contains("`" + role + "`");
                int status = hub.get("/v1/tokens/check", role).statusCode();
                assertThat(status).as(role.name()).isEqualTo(named ? 200 : 403);
            }
            assertThat(description).contains("as the parameter `token`");
        }

        @Test
        void refusesTheWrongRoleInTheSameWords() {
            var answer = hub.get("/v1/tokens/check", Role.AGENT);

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body())
                    .isEqualTo("{\"ErrorDescription\":\"Invalid Authorization token.\"}");
        }

        @Test
        void namesItsMethodsInTheWordsOfItsFamily() {
            var answer = hub.post("/v1/tokens/check", "{}", Role.YALO);

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.body()).isEqualTo("{\"ErrorDescription\":\"method not allowed\"}");
        }
    }

    @Nested
    class OfOddHeaders {

        @Test
        void refusesTwoAuthorizationHeaders() {
            String token = "Bearer " + hub.token(Role.ADMIN);
            var twice =
                    hub.request("/v1/audit")
                            .header("Authorization", token)
                            .header("Authorization", token);

            assertThat(hub.send(twice).statusCode()).isEqualTo(401);
        }

        @Test
        void refusesATokenOf64KiBBeforeReadingIt() {
            var answer = withHeader("/v1/audit", "Bearer " + "a".repeat(64 * 1024));

            assertThat(answer.statusCode()).isEqualTo(431);
        }

        @Test
        void refusesAHeaderThatCannotBeText() {
            var request =
                    hub.request("/channel/message")
                            .header("Authorization", "Bearer " + hub.token(Role.SERVICE))
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "a\tb")
                            .POST(
                                    BodyPublishers.ofString(
                                            "{\"channel_id\":\"a\",\"session_id\":\"b\","
                                                    + "\"message\":1}"));

            assertThat(hub.send(request).statusCode()).isEqualTo(400);
        }

        @Test
        void looksAtNoTokenWhereNoneIsNeeded() {
            var answer = withHeader("/livez", "Basic YTpi");

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class OfOddMethods {

        @ParameterizedTest
        @ValueSource(strings = {"TRACE", "OPTIONS", "FOO"})
        void knowsNoneBesideItsOwn(String method) {
            var answer = hub.send(method, "/v1/audit", "", Role.ADMIN);

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
        }

        @Test
        void doesNotTraceOpenPathsEither() {
            assertThat(hub.send("TRACE", "/open/x", "").statusCode()).isEqualTo(405);
        }

        @ParameterizedTest
        @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
        void doesNotLetHeadersChangeTheMethod(String header) {
            var request =
                    hub.request("/v1/accounts/ada")
                            .header("Authorization", "Bearer " + hub.token(Role.ADMIN))
                            .header(header, "DELETE")
                            .POST(BodyPublishers.ofString("{}"));

            assertThat(hub.send(request).statusCode()).isEqualTo(405);
        }

        @Test
        void doesNotLetAFormFieldChangeTheMethod() {
            var request =
                    hub.request("/v1/accounts/ada")
                            .header("Authorization", "Bearer " + hub.token(Role.ADMIN))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("_method=DELETE"));

            assertThat(hub.send(request).statusCode()).isEqualTo(405);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/env",
                "/actuator/health",
                "/actuator/heapdump",
                "/actuator/prometheus"
            })
    void hidesWhatIsForOperators(String path) {
        assertThat(hub.get(path).statusCode()).isEqualTo(404);
        assertThat(hub.get(path, Role.ADMIN).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1//audit", "/v1/audit;x=1", "/v1/%2e%2e/audit", "/v1/a%2Fb"})
    void refusesAddressesThatCouldMeanTwoThings(String path) {
        assertThat(hub.get(path, Role.ADMIN).statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> withHeader(String path, String authorization) {
        return hub.send(hub.request(path).header("Authorization", authorization));
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }
}
