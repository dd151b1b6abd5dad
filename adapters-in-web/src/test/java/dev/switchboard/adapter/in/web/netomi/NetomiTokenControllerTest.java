package dev.switchboard.adapter.in.web.netomi;

import static dev.switchboard.adapter.in.web.netomi.BotSlice.caller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.upstream.TokenState;
import dev.switchboard.domain.upstream.TokenTrade;
import java.util.stream.Stream;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.ResultActions;

class NetomiTokenControllerTest {

    private static final String TOKEN = "/api/netomi/generate-token";
    private static final String CONNECTION = "/api/netomi/test-connection";
    private static final String REFRESH = "/api/netomi/refresh-token";

    private final BotSlice bot = new BotSlice();
    private final BotSlice open = new BotSlice("token-view=status");

    private static void expect(ResultActions answer, int status, String body) throws Exception {
        answer.andExpect(status().is(status)).andExpect(content().string(body));
    }

    private static ResultActions asService(BotSlice slice, String path) throws Exception {
        return slice.perform(get(path).with(caller("backend", Role.SERVICE)));
    }

    static Stream<TokenState> withoutAToken() {
        return Stream.of(new TokenState.Missing(), new TokenState.Refused());
    }

    @Nested
    class ShowsTheToken {

        @ParameterizedTest
        @EnumSource(
                value = Role.class,
                names = {"SERVICE", "ADMIN"})
        void toBackEnds(Role role) throws Exception {
            expect(
                    bot.perform(get(TOKEN).with(caller("backend", role)))
                            .andExpect(header().string("Cache-Control", "no-store")),
                    200,
                    "{\"ok\":true,\"data\":{\"payload\":{\"token\":\"server-token\","
                            + "\"expires_in\":3600,\"expiresAt\":1769864400000}}}");
        }

        @ParameterizedTest
        @EnumSource(
                value = Role.class,
                names = {"SERVICE", "ADMIN"},
                mode = EnumSource.Mode.EXCLUDE)
        void toNobodyElse(Role role) throws Exception {
            expect(
                    bot.perform(get(TOKEN).with(caller("somebody", role))),
                    403,
                    "{\"ok\":false,\"error\":\"Forbidden\"}");
        }

        @Test
        void toNobodyUnknown() throws Exception {
            expect(
                    bot.perform(get(TOKEN))
                            .andExpect(header().string("WWW-Authenticate", "Bearer")),
                    401,
                    "{\"ok\":false,\"error\":\"Unauthorized\"}");
        }

        @Test
        void andIsInTheAuditThen() throws Exception {
            open.perform(get(TOKEN));
            open.audit.reset();

            asService(open, TOKEN);
            open.perform(get(TOKEN));

            assertThat(open.audit.reads())
                    .singleElement()
                    .asString()
                    .endsWith(" token.hand_out netomi");
        }

        @Test
        void asAStatusToPages() throws Exception {
            expect(
                    open.perform(get(TOKEN)),
                    200,
                    "{\"ok\":true,\"data\":{\"status\":\"connected\",\"message\":\"Server"
                            + " connection OK - tokens are managed server-side\"}}");
            asService(open, TOKEN)
                    .andExpect(content().string(Matchers.containsString("server-token")));
        }

        @ParameterizedTest
        @MethodSource(
                "dev.switchboard.adapter.in.web.netomi.NetomiTokenControllerTest#withoutAToken")
        void onceThereIsOne(TokenState view) throws Exception {
            bot.token.shows(view);

            expect(
                    asService(bot, TOKEN).andExpect(header().string("Retry-After", "5")),
                    503,
                    "{\"ok\":false,\"error\":\"Server token not available\","
                            + "\"message\":\"Please retry in a few seconds\"}");
        }

        @Test
        void ofAConfiguredBot() throws Exception {
            bot.token.shows(new TokenState.NotConfigured());

            expect(asService(bot, TOKEN), 503, "{\"ok\":false,\"error\":\"not configured\"}");
        }
    }

    @Nested
    class TestsTheConnection {

        @Test
        void forBackEnds() throws Exception {
            expect(
                    asService(bot, CONNECTION),
                    200,
                    "{\"success\":true,\"message\":\"Server connection OK\",\"timestamp\":%d}"
                            .formatted(BotSlice.NOW.toEpochMilli()));
        }

        @Test
        void forPagesIfTheyMay() throws Exception {
            bot.perform(get(CONNECTION)).andExpect(status().isUnauthorized());
            open.perform(get(CONNECTION)).andExpect(status().isOk());
        }

        @ParameterizedTest
        @MethodSource(
                "dev.switchboard.adapter.in.web.netomi.NetomiTokenControllerTest#withoutAToken")
        void andSaysThatThereIsNone(TokenState view) throws Exception {
            bot.token.shows(view);

            expect(
                    asService(bot, CONNECTION),
                    503,
                    "{\"success\":false,\"error\":\"Server token not available\","
                            + "\"message\":\"Token refresh in progress, please retry\"}");
        }
    }

    @Nested
    class TradesARefreshToken {

        private ResultActions refresh(String body) throws Exception {
            return bot.perform(post(REFRESH).content(body));
        }

        private ResultActions refresh() throws Exception {
            return refresh("{\"refreshToken\":\"canary\"}");
        }

        @Test
        void andPassesTheAnswerOn() throws Exception {
            expect(refresh(), 200, "{\"ok\":true,\"data\":{\"token\":\"new\"}}");
            assertThat(bot.token.traded()).containsExactly(new Secret("canary"));
        }

        @Test
        void andTellsWhyItFailed() throws Exception {
            bot.token.answers(new TokenTrade.Failed(400, "unknown"));

            expect(
                    refresh(),
                    500,
                    "{\"ok\":false,\"error\":\"Refresh Token API error: 400 unknown\"}");
        }

        @Test
        void andTellsThatNobodyAnswered() throws Exception {
            bot.token.answers(new TokenTrade.Unreachable());

            expect(
                    refresh(),
                    500,
                    "{\"ok\":false,\"error\":\"Refresh Token API error: no answer\"}");
        }

        @Test
        void ofAConfiguredBot() throws Exception {
            bot.token.answers(new TokenTrade.NotConfigured());

            expect(refresh(), 503, "{\"ok\":false,\"error\":\"not configured\"}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"refreshToken\":\"\"}", "{\"refreshToken\":7}"})
        void ifThereIsOne(String body) throws Exception {
            expect(
                    refresh(body),
                    400,
                    "{\"ok\":false,\"error\":\"Missing `refreshToken` in request body.\"}");
        }

        @Test
        void outOfJsonOnly() throws Exception {
            expect(refresh("["), 400, "{\"ok\":false,\"error\":\"Invalid JSON payload\"}");
        }
    }
}
