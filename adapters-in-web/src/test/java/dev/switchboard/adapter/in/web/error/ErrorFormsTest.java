package dev.switchboard.adapter.in.web.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.WebTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The error forms of all paths of the hub, listed or not.
@WebTest
class ErrorFormsTest {

    private final ErrorForms forms;

    ErrorFormsTest(ErrorForms forms) {
        this.forms = forms;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/channel                          | legacy",
                "/channel/                         | legacy",
                "/channel/slack                    | legacy",
                "/channel/message                  | legacy",
                "/channel/a/b/c                    | legacy",
                "/channel/%zz                      | legacy",
                "/channel//x                       | legacy",
                "/channels                         | legacy",
                "/webhook-response                 | legacy",
                "/v1/authenticate                  | description",
                "/v1/tokens/check                  | description",
                "/v1/welcome                       | description",
                "/v1/chats/connect                 | description",
                "/v1/chat/finish                   | description",
                "/v1/chat/finish/u                 | description",
                "/v1/chat/finish/u/v               | description",
                "/v1/context                       | description",
                "/v1/context/u                     | description",
                "/v1/integrations                  | description",
                "/v1/integrations/nothing          | description",
                "/v1/integrations/whatsapp/webhook | description",
                "/v1/integrations/webhook/remove/x | description",
                "/webhook                          | plain",
                "/webhook/netomi                   | bot_webhook",
                "/webhook/test                     | bot_webhook",
                "/webhook/info                     | bot_webhook",
                "/api/netomi/                      | relay",
                "/api/netomi/process-message       | relay",
                "/api/netomi/%                     | relay",
                "/api/netomi/nothing/at/all        | relay",
                "/api/webhook-messages             | relay",
                "/api/conversations                | relay",
                "/api/conversations/c              | relay",
                "/api/conversations/c/d            | relay",
                "''                                | problem_details",
                "/                                 | problem_details",
                "*                                 | problem_details",
                "%                                 | problem_details",
                "channel/x                         | problem_details",
                "/channels/x                       | problem_details",
                "/channelx                         | problem_details",
                "/webhook/nothing                  | problem_details",
                "/webhook-response/x               | problem_details",
                "/api                              | problem_details",
                "/api/nothing                      | problem_details",
                "/v1                               | problem_details",
                "/v1/chats/u                       | problem_details",
                "/v1/chat                          | problem_details",
                "/v1/chat/nothing                  | problem_details",
                "/v1/authenticate/refresh          | problem_details",
                "/v1/tokens/check/x                | problem_details",
                "/v1/channels/slack                | problem_details",
                "/v1/nothing                       | problem_details",
            })
    void givesEachPathTheFormOfItsFamily(String path, String form) {
        assertThat(forms.of(path).name()).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/channels, true",
        "/v1/chats/u, true",
        "/v1/nothing, true",
        "/v1/chats/connect, false",
        "/channels, false",
        "/livez, false"
    })
    void isStrictWithItsOwnPathsOnly(String path, boolean strict) {
        assertThat(forms.isStrict(path)).isEqualTo(strict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/channel     | MALFORMED_JSON         | {\"success\":false,\"error\":\"told\"}",
                "/v1/welcome  | MALFORMED_JSON         | {\"ErrorDescription\":\"Invalid payload"
                        + " received : error decode body request\"}",
                "/v1/welcome  | INVALID_FIELD          | {\"ErrorDescription\":\"Invalid payload"
                        + " received : error decode body request\"}",
                "/v1/welcome  | PAYLOAD_TOO_LARGE      | {\"ErrorDescription\":\"Invalid payload"
                        + " received : body too large\"}",
                "/v1/welcome  | FORBIDDEN              | {\"ErrorDescription\":\"Invalid"
                        + " Authorization token.\"}",
                "/v1/welcome  | NOT_FOUND              | {\"ErrorDescription\":\"not found\"}",
                "/v1/welcome  | METHOD_NOT_ALLOWED     | {\"ErrorDescription\":\"method not"
                        + " allowed\"}",
                "/v1/welcome  | STORAGE_UNAVAILABLE    | {\"ErrorDescription\":\"storage"
                        + " unavailable\"}",
                "/v1/welcome  | NOT_CONFIGURED         | {\"ErrorDescription\":\"not configured\"}",
                "/v1/welcome  | CONFLICT               | {\"ErrorDescription\":\"told\"}",
                "/api/netomi/ | MALFORMED_JSON         | {\"ok\":false,\"error\":\"Invalid JSON"
                        + " payload\"}",
                "/api/netomi/ | INVALID_FIELD          | {\"ok\":false,\"error\":\"told\"}",
                "/webhook/info | MALFORMED_JSON        | {\"error\":\"Invalid JSON payload\"}",
                "/webhook/info | INVALID_FIELD         | {\"error\":\"Invalid JSON payload\"}",
                "/webhook/info | INTERNAL_ERROR        | {\"error\":\"Internal server error\"}",
                "/webhook/info | UNAUTHORIZED          | {\"error\":\"told\"}",
                "/webhook     | MALFORMED_JSON         | bad request",
                "/webhook     | INVALID_FIELD          | bad request",
                "/webhook     | UNAUTHORIZED           | forbidden",
                "/webhook     | UNSUPPORTED_MEDIA_TYPE | unsupported media type",
                "/webhook     | OVERLOADED             | unavailable",
                "/webhook     | PAYLOAD_TOO_LARGE      | payload too large",
            })
    void tellsAFailureInTheWordsOfItsFamily(String path, ProblemCode code, String body) {
        ErrorForm form = forms.of(path);

        byte[] told = form.body().of(Problem.of(code, "told"), form.status(code), "req");

        assertThat(new String(told, UTF_8)).isEqualTo(body);
        assertThat(form.status(ProblemCode.INVALID_FIELD)).isEqualTo(400);
    }
}
