package dev.switchboard.adapter.in.web.netomi;

import static dev.switchboard.adapter.in.web.netomi.BotSlice.caller;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.switchboard.domain.identity.Role;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.ResultActions;

class WebhookInfoControllerTest {

    private static final String TEST = "/webhook/test";
    private static final String INFO = "/webhook/info";
    private static final String ACCESSIBLE =
            """
            {"success":true,"message":"Webhook endpoint is accessible",\
            "timestamp":"2026-01-31T12:00:00Z","url":"https://hub.example/webhook/netomi"}\
            """;

    private final BotSlice bot = new BotSlice();

    private static void expect(ResultActions answer, int status, String body) throws Exception {
        answer.andExpect(status().is(status)).andExpect(content().string(body));
    }

    @Test
    void tellsTheBotThatItIsReached() throws Exception {
        expect(
                bot.perform(get(TEST).header("Authorization", "Bearer " + BotSlice.BEARER)),
                200,
                ACCESSIBLE);
    }

    @Test
    void tellsAnAdminThatItIsReached() throws Exception {
        expect(
                bot.perform(
                        get(TEST)
                                .header("Authorization", "Bearer jwt")
                                .with(caller("admin", Role.ADMIN, Role.AGENT))),
                200,
                ACCESSIBLE);
    }

    @Test
    void tellsNobodyElse() throws Exception {
        bot.perform(get(TEST).with(caller("agent", Role.AGENT))).andExpect(status().isForbidden());
        expect(
                bot.perform(get(TEST)).andExpect(header().string("WWW-Authenticate", "Bearer")),
                401,
                "{\"error\":\"Missing Authorization header\","
                        + "\"message\":\"Bearer token is required\"}");
        expect(
                bot.perform(get(TEST).header("Authorization", "Bearer x")),
                401,
                "{\"error\":\"Invalid bearer token\",\"message\":\"Unauthorized access\"}");
    }

    @Test
    void tellsThatItIsNotConfigured() throws Exception {
        expect(
                new BotSlice("webhook.bearer-tokens=").perform(get(TEST)),
                503,
                "{\"error\":\"not configured\","
                        + "\"message\":\"Webhook bearer token is not configured\"}");
    }

    @Test
    void tellsHowToCallBackButNoToken() throws Exception {
        expect(
                bot.perform(get(INFO))
                        .andExpect(
                                content().string(Matchers.not(Matchers.containsString("canary")))),
                200,
                """
                {"webhook_endpoint":"https://hub.example/webhook/netomi","authentication":{\
                "method":"Bearer Token","header":"Authorization: Bearer <token>","required":true},\
                "bearer_token":"configured","instructions":{"netomi_team":[\
                "Send POST requests to https://hub.example/webhook/netomi",\
                "Send the header Authorization: Bearer <token>",\
                "Send the header Content-Type: application/json",\
                "Send requestPayload.conversationId in the body"]},\
                "test_command":"curl -X GET \\"https://hub.example/webhook/test\\" \
                -H \\"Authorization: Bearer <token>\\""}\
                """);
    }

    @Test
    void tellsWhetherThereIsAToken() throws Exception {
        new BotSlice("webhook.bearer-tokens=")
                .perform(get(INFO))
                .andExpect(
                        content()
                                .string(
                                        Matchers.containsString(
                                                "\"bearer_token\":\"not configured\"")));
    }
}
