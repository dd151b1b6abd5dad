package dev.switchboard.adapter.out.upstreams.yalo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.upstreams.http.Exchange.Answered;
import dev.switchboard.adapter.out.upstreams.http.JsonText;
import dev.switchboard.adapter.out.upstreams.yalo.MessageTexts.Piece;
import dev.switchboard.application.fakes.FakeMediaLinks;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.domain.fuzz.Fuzz;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/// Each answer of Meta has a meaning, and each text is sent in pieces that make it up again.
class MetaReplyFuzzTest {

    private static final List<Integer> STATUSES = List.of(200, 400, 401, 429, 500, 503);

    @Test
    void meansSomething() {
        Fuzz.of("answers of Meta")
                .seeds(
                        "{\"messages\":[{\"id\":\"wamid.1\"}]}",
                        "{\"message_id\":\"m-1\"}",
                        "{\"error\":{\"code\":131047,\"message\":\"no\"}}",
                        "{\"error\":{\"code\":\"190\"}}")
                .words("\"error\":{\"code\":", "\"messages\":", "130429", "-2147483648", "[]")
                .texts(text -> {
                    int status = STATUSES.get(text.length() % STATUSES.size());
                    SendOutcome outcome =
                            MetaReplies.read(new Answered(status, "application/json", text, null));
                    assertThat(outcome).isInstanceOf(SendOutcome.Called.class);
                    return !JsonText.read(text).isMissingNode();
                });
    }

    @Test
    void isSentInPiecesThatMakeItUp() {
        Fuzz.of("texts for platforms")
                .seeds(
                        "Hello, this is a text",
                        "one two\nthree",
                        "\ud83d\ude00\ud83d\ude00 \ud83d\ude00")
                .words(" ", "\n", "\ud83d\ude00")
                .texts(text -> {
                    int longest = 2 + text.length() / 5;
                    List<Piece> pieces =
                            MessageTexts.of(
                                    JsonNodeFactory.instance.objectNode().put("text", text),
                                    longest,
                                    new MessageTexts.Files(new FakeMediaLinks(), ""));
                    List<String> texts =
                            pieces.stream()
                                    .map(Piece.Text.class::cast)
                                    .map(Piece.Text::text)
                                    .toList();
                    assertThat(texts.stream().collect(Collectors.joining())).isEqualTo(text);
                    assertThat(texts)
                            .allMatch(piece -> !piece.isEmpty() && piece.length() <= longest);
                    return texts.size() > 1;
                });
    }
}
