package dev.switchboard.adapter.in.web.yalo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeChats;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.port.in.chat.OpenChats.Connected;
import dev.switchboard.application.port.in.chat.OpenChats.Finished;
import dev.switchboard.application.port.in.chat.RegisterWebhooks.Outcome;
import dev.switchboard.domain.identity.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every status and text of these endpoints, word for word, because callers compare them. Each text
/// of an error is in the document for them.
@WebTest
class YaloTextsTest {

    private static final Path DOCUMENT = Path.of("../docs/protocol/yalo.md");

    private final Hub hub;
    private final FakeChats chats;

    YaloTextsTest(Hub hub, FakeChats chats) {
        this.hub = hub;
        this.chats = chats;
    }

    @AfterEach
    void reset() {
        chats.reset();
    }

    /// The bodies `connect`, `text` and `page` are those of the original's documentation. Tokens
    /// are named by their role; `-` means no token.
    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET    | /v1/welcome              | -    | | 200 | Welcome to API!",
                "POST   | /v1/welcome              | YALO | | 405 | method not allowed",
                "POST   | /v1/authenticate         | - | no | 400 | Invalid payload received : error decode body request",
                "POST   | /v1/authenticate         | - | {\"username\":7,\"password\":\"x\"} | 400 | Invalid payload received : error decode body request",
                "POST   | /v1/authenticate         | - | {\"username\":\"ada\",\"password\":\"wrong\"} | 401 | Invalid credentials.",
                "POST   | /v1/authenticate         | - | {\"username\":\"nobody\",\"password\":\"right\"} | 401 | Invalid credentials.",
                "GET    | /v1/tokens/check         | - | | 401 | An Authorization header or an Query Param with name token is required.",
                "GET    | /v1/tokens/check         | AGENT | | 403 | Invalid Authorization token.",
                "GET    | /v1/tokens/check?token=a.b.c | - | | 401 | Invalid Authorization token.",
                "POST   | /v1/chats/connect        | YALO | connect | 200 | Chat created succefully",
                "POST   | /v1/chats/connect        | ADMIN | connect | 200 | Chat created succefully",
                "POST   | /v1/chats/connect        | - | connect | 401 | An Authorization header or an Query Param with name token is required.",
                "POST   | /v1/chats/connect        | SALESFORCE | connect | 403 | Invalid Authorization token.",
                "POST   | /v1/chats/connect        | YALO | {\"userID\":521} | 400 | Invalid payload received : error decode body request",
                "DELETE | /v1/chats/connect        | YALO | | 405 | method not allowed",
                "DELETE | /v1/chat/finish/52155    | YALO | | 200 | Chat finished successfully",
                "GET    | /v1/chat/finish/52155    | ADMIN | | 200 | Chat finished successfully",
                "GET    | /v1/chat/finish/52155    | AGENT | | 403 | Invalid Authorization token.",
                "POST   | /v1/chat/finish/52155    | YALO | | 405 | method not allowed",
                "GET    | /v1/chat/finish          | YALO | | 404 | not found",
                "GET    | /v1/context/a%20b        | YALO | | 400 | Missing param : user_id",
                "GET    | /v1/context/52155        | - | | 401 | An Authorization header or an Query Param with name token is required.",
                "GET    | /v1/context/52155/more   | YALO | | 404 | not found",
                "POST   | /v1/integrations/whatsapp/webhook?token=hook-1-long-enough | - | text | 200 | insert success",
                "POST   | /v1/integrations/facebook/webhook?token=hook-1-long-enough | - | page | 200 | insert success",
                "POST   | /v1/integrations/whatsapp/webhook?token=hook-1-long-enough | - | {\"id\":\"1\",\"timestamp\":1,\"type\":\"status\",\"to\":\"52155\"} | 200 | message type: status was skipped",
                "POST   | /v1/integrations/whatsapp/webhook | - | text | 401 | An Authorization header or an Query Param with name token is required.",
                "POST   | /v1/integrations/whatsapp/webhook?token=no | - | text | 403 | Invalid Authorization token.",
                "POST   | /v1/integrations/whatsapp/webhook?token=hook-1-long-enough | - | [] | 400 | invalid pauload received : error decode body request",
                "POST   | /v1/integrations/whatsapp/webhook?token=hook-1-long-enough | - | {\"id\":\"1\",\"timestamp\":1,\"from\":\"52155\"} | 400 | Error validating payload : Key: 'IntegrationsRequest.Type' Error:Field validation for 'Type' failed on the 'required' tag",
                "POST   | /v1/integrations/facebook/webhook?token=hook-1-long-enough | - | {\"authorRole\":\"user\",\"message\":{\"a\":1}} | 400 | Error validating payload : Key: 'IntegrationsFacebook.BotID' Error:Field validation for 'BotID' failed on the 'required' tag",
                "DELETE | /v1/integrations/whatsapp/webhook | YALO | | 405 | method not allowed",
                "POST   | /v1/integrations/sms/webhook | YALO | text | 404 | not found",
                "GET    | /v1/integrations/whatsapp/webhook?hub.mode=subscribe&hub.verify_token=no&hub.challenge=1 | - | | 403 | Invalid Authorization token.",
                "POST   | /v1/integrations/webhook/register/whatsapp | YALO | | 200 | Register webhook success with provider : whatsapp",
                "DELETE | /v1/integrations/webhook/remove/facebook | YALO | | 200 | Remove webhook success with provider : facebook",
                "POST   | /v1/integrations/webhook/register/whatsapp | SALESFORCE | | 403 | Invalid Authorization token.",
            })
    void areAsTheyWere(
            String method,
            String path,
            String role,
            @Nullable String body,
            int status,
            String text) {
        HttpResponse<String> answer = call(method, path, role, body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body(status, text));
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        if (status != 200 && !text.startsWith("Error validating")) {
            assertThat(DOCUMENT).content().contains(text);
        }
    }

    /// Answers that depend on the state behind the endpoint.
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "blocked    | 403 | could not create chat in salesforce: this contact is blocked",
                "no route   | 404 | could not create chat in salesforce : source flow not found",
                "bad data   | 404 | could not create chat in salesforce : not found or create contact : CODE",
                "has one    | 409 | could not create chat in salesforce : session exists with this userID",
                "bad setup  | 500 | could not create chat in salesforce : salesforce rejected the request (CODE)",
                "desk away  | 503 | could not create chat in salesforce : agent desk is unavailable",
                "never had  | 404 | could not finish chat in salesforce : error not found interconnection: not found interconnection",
                "has none   | 404 | could not finish chat in salesforce : this contact does not have an interconnection",
                "register   | 500 | error register webhook",
                "remove     | 500 | error remove webhook",
            })
    void sayWhatIsWrong(String what, int status, String text) {
        chats.registered = Outcome.FAILED;
        chats.end = what.equals("has none") ? Finished.HAS_NONE : Finished.NEVER_HAD_ONE;
        chats.connected =
                switch (what) {
                    case "blocked" -> new Connected.Blocked();
                    case "no route" -> new Connected.NoRoute();
                    case "bad data" -> new Connected.Refused(true, "CODE");
                    case "has one" -> new Connected.HasOne();
                    case "bad setup" -> new Connected.Refused(false, "CODE");
                    default -> new Connected.DeskAway(Duration.ofSeconds(7));
                };

        HttpResponse<String> answer =
                switch (what) {
                    case "never had", "has none" ->
                            call("DELETE", "/v1/chat/finish/52155", "YALO", null);
                    case "register" ->
                            call(
                                    "POST",
                                    "/v1/integrations/webhook/register/whatsapp",
                                    "YALO",
                                    null);
                    case "remove" ->
                            call(
                                    "DELETE",
                                    "/v1/integrations/webhook/remove/whatsapp",
                                    "YALO",
                                    null);
                    default -> call("POST", "/v1/chats/connect", "YALO", "connect");
                };

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body(status, text));
        assertThat(answer.headers().firstValue("Retry-After").orElse(""))
                .isEqualTo(status == 503 ? "7" : "");
        assertThat(DOCUMENT).content().contains(text.replace("CODE", "<code>"));
    }

    private HttpResponse<String> call(
            String method, String path, String role, @Nullable String body) {
        String said =
                switch (body) {
                    case null -> "";
                    case "connect" -> YaloSeed.CONNECT_WHATSAPP;
                    case "text" -> YaloSeed.WHATSAPP_TEXT;
                    case "page" -> YaloSeed.FACEBOOK_TEXT;
                    default -> body;
                };
        return role.equals("-")
                ? hub.send(method, path, said)
                : hub.send(method, path, said, Role.valueOf(role));
    }

    private static String body(int status, String text) {
        return (status == 200 ? "{\"Message\":\"" : "{\"ErrorDescription\":\"") + text + "\"}";
    }
}
