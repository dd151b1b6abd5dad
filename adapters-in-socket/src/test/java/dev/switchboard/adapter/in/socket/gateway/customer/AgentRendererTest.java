package dev.switchboard.adapter.in.socket.gateway.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.gateway.netomi.Authentication;
import dev.switchboard.adapter.in.socket.gateway.netomi.NetomiEvents;
import dev.switchboard.adapter.in.socket.socketio.EventText;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.fakes.FakeMediaLinks;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Messages of the hub's own agents on the pages of each system.
class AgentRendererTest {

    /// An outside agent's message with an `id` of its own.
    private static final String OF_A_DESK =
            """
            {"type":"text","id":"x","csr_name":"Anna","customer_id":"C-1","message_id":"m",\
            "text":["Hi"]}\
            """;

    private static final AgentRenderer WORDS = new AgentRenderer(new FakeMediaLinks());

    private static Message message(ConversationId conversation, Party by, String content) {
        return new Message(
                new MessageId("msg_0123456789abcdef0123456789abcdef"),
                conversation,
                5,
                new Author(by, "ada"),
                new Content(content),
                null,
                null,
                Instant.ofEpochMilli(7));
    }

    private static JsonNode first(ServerEvent event) {
        return JsonMapper.shared().readTree(EventText.of(event)).get(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"id":"m","type":"text","text":"Hi"} | Hi
                    {"id":"m","type":"choice","text":"Well?","options":[{"id":"y","title":"Yes"},{"id":"n","title":"No"}]} | Well?<br>1. Yes<br>2. No
                    {"id":"m","type":"attachment","attachments":[{"url":"https://a.example/f","name":"f.png"},{"url":"https://a.example/g"}]} | f.png https://a.example/f<br>https://a.example/g
                    {"id":"m","type":"attachment","attachments":[{"mediaId":"6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001","name":"h.pdf"}]} | h.pdf https://hub.example/v1/media/6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001?sig=s
                    """)
    void areText(String content, String text) {
        AgentRenderer.AgentText words =
                WORDS.in(message(ConversationId.of("netomi", "c-1"), Party.AGENT, content));

        assertThat(words)
                .isEqualTo(new AgentRenderer.AgentText("m", "ada", text.replace("<br>", "\n")));
    }

    @Test
    void areNotThoseOfOthers() {
        ConversationId conversation = ConversationId.of("netomi", "c-1");

        assertThat(WORDS.in(message(conversation, Party.BOT, "{\"id\":\"m\"}"))).isNull();
        assertThat(WORDS.in(message(conversation, Party.AGENT, "{\"text\":[\"a\"]}"))).isNull();
        assertThat(WORDS.in(message(conversation, Party.AGENT, OF_A_DESK))).isNull();
    }

    @Test
    void lookLikeABotsAnswerToNetomisPages() {
        FakeClients clients = new FakeClients();
        ProveIdentity nobody = _ -> new ProveIdentity.Result.Rejected();
        NetomiEvents events =
                new NetomiEvents(
                        new Authentication(nobody, new FakeBrowsers(), clients, clients),
                        new AgentRenderer(new FakeMediaLinks()),
                        new MutableClock());

        JsonNode update =
                first(
                        events.outbound(
                                message(
                                        ConversationId.of("netomi", "c-1"),
                                        Party.AGENT,
                                        "{\"id\":\"m-1\",\"type\":\"text\",\"text\":\"Hi\"}"),
                                false));

        assertThat(update.path("seq").asInt()).isEqualTo(5);
        assertThat(update.path("message"))
                .hasToString(
                        """
                        {"timestamp":7,"data":{"requestId":"msg_0123456789abcdef0123456789abcdef",\
                        "timestamp":7,"ownerType":"AGENT","triggerType":"RESPONSE",\
                        "requestPayload":{"conversationId":"c-1"},\
                        "customFields":{"CHUNK_INDEX":"9","CHUNK_STATUS":"SUCCESS"},\
                        "attachments":[{"type":"ai.msg.domain.responses.core.Text",\
                        "attachment":{"type":"TEXT","id":"m-1","text":"Hi","timestamp":7,\
                        "attachmentResponseType":"ANSWER_AI_RESPONSE",\
                        "properties":[{"name":"AGGREGATED_CHUNKS_RESPONSE","value":"true"}]}}]},\
                        "headers":{},"source":"webhook_endpoint"}\
                        """);
    }
}
