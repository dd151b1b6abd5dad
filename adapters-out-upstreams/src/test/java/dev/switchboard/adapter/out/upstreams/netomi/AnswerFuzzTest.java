package dev.switchboard.adapter.out.upstreams.netomi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.upstreams.http.Exchange.Answered;
import dev.switchboard.adapter.out.upstreams.netomi.AnswerRules.Meaning;
import dev.switchboard.adapter.out.upstreams.netomi.NetomiProperties.UnknownOutcome;
import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each answer of the bot's servers has a meaning, and no text of theirs shows the token that we
/// sent.
class AnswerFuzzTest {

    private static final String TOKEN = "tok/en+of=ours==";
    private static final int LONGEST_TEXT = 500;
    private static final List<Integer> STATUSES = List.of(200, 400, 401, 403, 429, 500, 504, 302);

    private final AnswerRules rules = new AnswerRules(Duration.ofSeconds(20), UnknownOutcome.RETRY);

    private static Fuzz fuzz(String name) {
        return Fuzz.of(name)
                .seeds(
                        "{\"requestId\":\"r-1\",\"statusCode\":\"SUCCESS\"}",
                        "{\"statusCode\":\"FAILED\",\"exceptionCode\":\"THROTTLE_ERROR\"}",
                        "{\"statusCode\":\"FAILED\",\"exceptionCode\":\"ACCESS_TOKEN_EXPIRED\"}",
                        "{\"error\":\"Invalid token: Bearer " + TOKEN + "\"}",
                        "the token " + TOKEN + " is of no use",
                        "{\"access_token\":\"" + TOKEN + "\",\"error\":\"x\"}")
                .kept(
                        "{\"error\":\"no " + TOKEN.replace("/", "\\/") + "\"}",
                        "{\"error\":\"no " + TOKEN.replace("=", "\\u003d") + "\"}")
                .kept("\u0130".repeat(20_000))
                .words(TOKEN, "\"error\":\"", "Bearer ", "eyJ", "statusCode", "CONNECTION_", "<b>");
    }

    @Test
    void meansSomething() {
        fuzz("answers of the bot's servers")
                .texts(text -> {
                    int status = STATUSES.get(text.length() % STATUSES.size());
                    Answered answer = new Answered(status, "application/json", text, null);
                    Meaning meaning = rules.read(answer, new Secret(TOKEN));
                    assertThat(meaning).isNotNull();
                    return meaning instanceof Meaning.Settled;
                });
    }

    @Test
    void showsNoTokenOfOurs() {
        fuzz("texts of failures")
                .texts(text -> {
                    String shown =
                            FailureText.of(
                                    new Answered(400, "application/json", text, null),
                                    new Secret(TOKEN));
                    assertThat(shown).hasSizeLessThanOrEqualTo(LONGEST_TEXT).doesNotContain(TOKEN);
                    return !shown.isEmpty();
                });
    }
}
