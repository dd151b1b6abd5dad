package dev.switchboard.adapter.in.web.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.error.ErrorForm;
import dev.switchboard.adapter.in.web.error.ErrorForms;
import dev.switchboard.adapter.in.web.error.ErrorResponder;
import dev.switchboard.adapter.in.web.error.LegacyEnvelope;
import dev.switchboard.adapter.in.web.request.KnownAddresses;
import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.domain.network.SourceNetworks;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SourceGuardTest {

    private static final String HOME = "203.0.113.7";
    private static final String ABROAD = "198.51.100.7";
    private static final SourceNetworks HOMES = networks("203.0.113.0/24");

    private final MutableClock clock = new MutableClock();
    private final KnownAddresses known = new KnownAddresses(clock);

    private static SourceNetworks networks(String... texts) {
        return SourceNetworks.of("some.setting", List.of(texts));
    }

    private static ErrorForms forms() {
        return new ErrorForms(
                Map.of(
                        "/webhook/netomi",
                        ErrorForm.json(
                                "bot", Map.of(), text -> LegacyEnvelope.body("{\"error\":", text)),
                        "/webhook",
                        new ErrorForm(
                                "desk", "text/plain", (_, _, _) -> "forbidden".getBytes(UTF_8))));
    }

    private SourceGuard guard(SourceNetworks webhook, SourceNetworks admins) {
        RouteTable routes =
                new RouteTable(
                        List.of(
                                Route.of("POST", "/webhook/netomi", Access.webhook(webhook)),
                                Route.of("POST", "/webhook", Access.webhook(webhook)),
                                Route.of("POST", "/webhook-response", Access.open(webhook)),
                                Route.of("GET", "/v1/accounts", Access.ADMINS),
                                Route.of("DELETE", "/v1/accounts/{username}", Access.ADMINS),
                                Route.of("GET", "/v1/health", Access.ADMINS_IN_OUTAGES),
                                Route.of("POST", "/channel/message", Access.BACK_ENDS)));
        return new SourceGuard(
                routes, admins, new ProofLimits(clock), known, new ErrorResponder(forms()));
    }

    /// @param status the status that the route itself would answer
    private static MockHttpServletResponse call(
            SourceGuard guard, String method, String path, String from, int status)
            throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setRemoteAddr(from);
        MockHttpServletResponse response = new MockHttpServletResponse();
        FilterChain route = (_, answer) -> ((HttpServletResponse) answer).setStatus(status);
        guard.doFilter(request, response, route);
        return response;
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /webhook/netomi, 203.0.113.7, 200",
        "POST, /webhook/netomi, 198.51.100.7, 403",
        "POST, /webhook/%6Eetomi, 198.51.100.7, 403",
        "POST, /webhook-response, 198.51.100.7, 403",
        "POST, /webhook, 198.51.100.7, 403",
        "POST, /channel/message, 198.51.100.7, 200",
        "GET, /v1/accounts, 198.51.100.7, 200",
        "GET, /nowhere, 198.51.100.7, 200"
    })
    void admitsWebhooksFromTheirNetworksAlone(String method, String path, String from, int status)
            throws Exception {
        SourceGuard guard = guard(HOMES, SourceNetworks.EVERYWHERE);

        assertThat(call(guard, method, path, from, 200).getStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/accounts, 203.0.113.7, 200",
        "GET, /v1/accounts, 198.51.100.7, 403",
        "HEAD, /v1/accounts, 198.51.100.7, 403",
        "DELETE, /v1/accounts/ada, 198.51.100.7, 403",
        "DELETE, /v1/%61ccounts/ada, 198.51.100.7, 403",
        "GET, /v1/health, 198.51.100.7, 403",
        "POST, /channel/message, 198.51.100.7, 200",
        "POST, /webhook/netomi, 198.51.100.7, 200"
    })
    void admitsAdminsFromTheirNetworksAlone(String method, String path, String from, int status)
            throws Exception {
        SourceGuard guard = guard(SourceNetworks.EVERYWHERE, HOMES);

        assertThat(call(guard, method, path, from, 200).getStatus()).isEqualTo(status);
    }

    @Test
    void refusesInTheWordsOfTheFamilyAndWithTheHeadersOfAllAnswers() throws Exception {
        SourceGuard guard = guard(HOMES, SourceNetworks.EVERYWHERE);

        MockHttpServletResponse bot = call(guard, "POST", "/webhook/netomi", ABROAD, 200);
        MockHttpServletResponse desk = call(guard, "POST", "/webhook", ABROAD, 200);

        assertThat(bot.getContentAsString()).isEqualTo("{\"error\":\"Forbidden\"}");
        assertThat(bot.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(bot.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(desk.getContentAsString()).isEqualTo("forbidden");
    }

    @Nested
    class Proofs {

        private final SourceGuard guard =
                guard(SourceNetworks.EVERYWHERE, SourceNetworks.EVERYWHERE);

        private int netomi(String from, int status) throws Exception {
            return call(guard, "POST", "/webhook/netomi", from, status).getStatus();
        }

        private void wrong(int count, String from) throws Exception {
            for (int i = 0; i < count; i++) {
                netomi(from, i % 2 == 0 ? 401 : 403);
            }
        }

        @Test
        void areNotLookedAtBehindThirtyWrongOnesOfANetwork() throws Exception {
            wrong(30, ABROAD);

            MockHttpServletResponse refused =
                    call(guard, "POST", "/webhook/netomi", "198.51.100.7", 200);

            assertThat(refused.getStatus()).isEqualTo(429);
            assertThat(refused.getHeader("Retry-After")).isEqualTo("2");
            assertThat(call(guard, "POST", "/webhook/%6Eetomi", ABROAD, 200).getStatus())
                    .isEqualTo(429);
            assertThat(netomi(HOME, 200)).isEqualTo(200);
            assertThat(call(guard, "POST", "/webhook", ABROAD, 200).getStatus()).isEqualTo(200);
        }

        @Test
        void areLookedAtAgainAfterAWhile() throws Exception {
            wrong(30, ABROAD);
            clock.advance(Duration.ofSeconds(2));

            assertThat(netomi(ABROAD, 200)).isEqualTo(200);
        }

        @Test
        void countOnlyIfTheyAreWrong() throws Exception {
            for (int i = 0; i < 1000; i++) {
                assertThat(netomi(ABROAD, i % 2 == 0 ? 400 : 503)).isNotEqualTo(429);
            }
        }

        @Test
        void ofANetworkThatBroughtAGoodOneAreAlwaysLookedAt() throws Exception {
            netomi(HOME, 200);
            wrong(1000, HOME);

            assertThat(netomi(HOME, 200)).isEqualTo(200);
            clock.advance(Duration.ofDays(2));
            wrong(30, HOME);
            assertThat(netomi(HOME, 200)).isEqualTo(429);
        }

        @Test
        void areNotLimitedWhereTokensAreGoodForOneCall() throws Exception {
            for (int i = 0; i < 1000; i++) {
                int status = call(guard, "POST", "/webhook-response", HOME, 401).getStatus();
                assertThat(status).isEqualTo(401);
            }
        }
    }

    @Test
    void makesAnAddressKnownByAGoodProof() throws Exception {
        SourceGuard guard = guard(SourceNetworks.EVERYWHERE, SourceNetworks.EVERYWHERE);

        call(guard, "POST", "/webhook/netomi", HOME, 200);
        call(guard, "POST", "/webhook/netomi", ABROAD, 401);

        assertThat(known.contain(HOME)).isTrue();
        assertThat(known.contain(ABROAD)).isFalse();

        clock.advance(Duration.ofDays(1));

        assertThat(known.contain(HOME)).isFalse();
    }
}
