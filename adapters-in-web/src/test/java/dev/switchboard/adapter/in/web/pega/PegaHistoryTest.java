package dev.switchboard.adapter.in.web.pega;

import static dev.switchboard.adapter.in.web.fakes.Samples.NOON;
import static dev.switchboard.adapter.in.web.fakes.Samples.messageId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeBrowsers;
import dev.switchboard.adapter.in.web.fakes.FakeOwn;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation.OwnMessage;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation.Progress;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.EndUser;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The messages that a page of a customer of the desk reads again.
@WebTest
class PegaHistoryTest {

    private static final String PATH = "/v1/pega/messages?customer_id=";
    private static final String NOTHING =
            "{\"customer_id\":\"C-1\",\"count\":0,\"messages\":[],\"next\":null}";

    private final Hub hub;
    private final FakeOwn own;

    PegaHistoryTest(Hub hub, FakeOwn own) {
        this.hub = hub;
        this.own = own;
    }

    @BeforeEach
    void withTwoMessages() {
        own.reset(
                new EndUser(FakeBrowsers.browser("resume-1"), "tester"),
                said(1, Party.USER, "{\"text\": [\"Hi\"]}", Progress.ACCEPTED),
                said(2, Party.AGENT, "{\"text\": [\"Hello\"]}", null));
    }

    private static OwnMessage said(int seq, Party party, String json, @Nullable Progress progress) {
        return new OwnMessage(
                new Message(
                        messageId(seq),
                        new ConversationId("pega:default/C-1"),
                        seq,
                        new Author(party, "x"),
                        new Content(json),
                        null,
                        null,
                        NOON),
                progress);
    }

    private HttpResponse<String> get(String question, String token) {
        return hub.send(hub.request(PATH + question).header("X-Switchboard-Resume", token).GET());
    }

    @Test
    void showsACustomerTheirOwn() {
        HttpResponse<String> answer = get("C-1", "resume-1");

        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"customer_id\":\"C-1\",\"count\":2,\"messages\":["
                                + "{\"seq\":1,\"accepted_at\":\"2026-01-31T12:00:00Z\","
                                + "\"from\":\"customer\",\"message\":{\"text\": [\"Hi\"]},"
                                + "\"status\":\"accepted\"},"
                                + "{\"seq\":2,\"accepted_at\":\"2026-01-31T12:00:00Z\","
                                + "\"from\":\"desk\",\"message\":{\"text\": [\"Hello\"]}}],"
                                + "\"next\":null}");
    }

    @Test
    void goesOnBehindASeq() {
        assertThat(get("C-1&limit=1", "resume-1").body()).endsWith("\"next\":1}");
        assertThat(get("C-1&after=1", "resume-1").body()).contains("\"seq\":2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume-2", "forged"})
    void showsNobodyElseMoreThanOfAnUnknownOne(String token) {
        assertThat(get("C-1", token).body()).isEqualTo(NOTHING);
        assertThat(get("C-2", token).body()).isEqualTo(NOTHING.replace("C-1", "C-2"));
        assertThat(get("C-1&connection=two", "resume-1").body()).isEqualTo(NOTHING);
    }

    @Test
    void takesASignedName() {
        HttpResponse<String> answer = hub.get(PATH + "C-1", Role.YALO);

        assertThat(answer.body()).contains("\"count\":2");
    }

    @Test
    void asksWhoItIsThatShowsNothing() {
        assertThat(hub.get(PATH + "C-1").statusCode()).isEqualTo(401);
        assertThat(hub.get(PATH + "C-1", Role.SERVICE).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C-1&limit=101", "C-1&after=x", "%01"})
    void refusesWhatItCannotRead(String question) {
        assertThat(get(question, "resume-1").statusCode()).isEqualTo(422);
    }
}
