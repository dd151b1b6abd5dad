package dev.switchboard.adapter.in.socket.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.gateway.netomi.NetomiConsoleRenderer;
import dev.switchboard.adapter.in.socket.gateway.pega.PegaConsoleRenderer;
import dev.switchboard.adapter.in.socket.gateway.yalo.YaloConsoleRenderer;
import dev.switchboard.application.fakes.FakeMediaLinks;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/// Messages of each system in the form of a console.
class ConsoleRendererTest {

    private static final Set<String> OF_ALL = Set.of("conversationId", "seq", "id", "author", "at");

    private final DeskJson json =
            new DeskJson(
                    List.of(
                            new NetomiConsoleRenderer(),
                            new PegaConsoleRenderer(),
                            new YaloConsoleRenderer()),
                    new FakeMediaLinks(),
                    true,
                    Duration.ofSeconds(30));

    @ParameterizedTest(name = "{0} {1} {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    netomi | USER    | {"messagePayload":{"text":"Hi"},"eventType":"message"}                              | {"type":"text","text":"Hi"}
                    netomi | USER    | {"messagePayload":{"text":"Hi"},"eventType":"typing"}                               | unsupported
                    netomi | USER    | {"messagePayload":{}}                                                               | unsupported
                    netomi | BOT     | {"data":{"response":{"text":"Yes","attachments":[]}},"headers":{}}                  | {"type":"text","text":"Yes"}
                    netomi | BOT     | {"data":{"attachments":[{"type":"a.core.Text","attachment":{"text":"one"}},{"type":"a.core.Text","attachment":{"text":" "}},{"type":"a.core.Text","attachment":{"text":"secret","attachmentResponseType":"INTENT_RESPONSE"}},{"type":"a.core.Text","attachment":{"text":"two"}}]}} | {"type":"text","text":"one\\ntwo"}
                    netomi | BOT     | {"data":{"attachments":[{"type":"a.core.Image","attachment":{"title":"cat","largeImageUrl":"https://a.example/c.png"}}]}} | {"type":"attachment","attachments":[{"url":"https://a.example/c.png","name":"cat"}]}
                    netomi | BOT     | {"data":{"attachments":[{"type":"a.core.Carousel","attachment":{"elements":[{"title":"T","subtitle":"S","imageUrl":"https://a.example/1","buttons":[{"title":"Buy"}]}]}}]}} | {"type":"choice","text":"T\\nS","attachments":[{"url":"https://a.example/1"}],"options":[{"id":"Buy","title":"Buy"}]}
                    netomi | BOT     | {"data":{"response":{"attachments":[{"type":"template","payload":{"template_type":"generic","elements":[{"title":"T"}]}}]}}} | {"type":"text","text":"T"}
                    netomi | BOT     | {"data":{"attachments":[{"type":"a.core.Hologram","attachment":{}}]}}               | unsupported
                    netomi | BOT     | {"data":{"attachments":[{"type":"HUMAN_HANDOFF_REQUEST","attachment":{}}]}}         | {"type":"event","raw":{"event":"agent_wanted"}}
                    netomi | BOT     | {"data":{"response":{"text":"Wait"},"attachments":[{"type":"HUMAN_HANDOFF_REQUEST","attachment":{}}]}} | {"type":"text","text":"Wait"}
                    netomi | BOT     | {"data":{"response":{"ai_message":"Yes"}}}                                          | {"type":"text","text":"Yes"}
                    netomi | BOT     | {"data":{"attachments":[{"type":"a.core.Text","attachment":{"text":" "}}]}}         | {"type":"event","raw":{}}
                    netomi | BOT     | {"data":{"attachments":[{"type":"a.core.Text","attachment":{"text":"secret","attachmentResponseType":"INTENT_RESPONSE"}}]}} | {"type":"event","raw":{}}
                    netomi | BOT     | {"data":{"attachments":[{"type":"a.core.Text","attachment":{"text":""}},{"type":"a.core.Hologram","attachment":{}}]}} | unsupported
                    netomi | BOT     | {"data":{"attachments":[{"type":"a.core.Carousel","attachment":{"elements":[{"title":"T","videoUrl":"https://a.example/v","thumbnailUrl":"https://a.example/t","buttons":[{"type":"web_url","title":"Buy","url":"https://a.example/b"},{"title":"No"}]},{"thumbnailUrl":"https://a.example/u"}]}}]}} | {"type":"choice","text":"T\\nBuy\\nhttps://a.example/b","attachments":[{"url":"https://a.example/v"},{"url":"https://a.example/u"}],"options":[{"id":"No","title":"No"}]}
                    netomi | BOT     | {"data":{"attachments":[{"type":"buttons","attachment":{"text":"Which?","buttons":[{"title":"A"}]}}]}} | {"type":"choice","text":"Which?","options":[{"id":"A","title":"A"}]}
                    netomi | BOT     | {"data":{}}                                                                         | unsupported
                    netomi | CHANNEL | {"x":1}                                                                             | unsupported
                    pega   | USER    | {"type":"text","customer_name":"Ann","text":["a","b"]}                              | {"type":"text","text":"a\\nb"}
                    pega   | USER    | {"type":"wait_time","waitTime":3}                                                   | unsupported
                    pega   | AGENT   | {"type":"text","csr_name":"Bob","text":["a"],"attachments":[{"url":"https://a.example/f","file_name":"f","content_type":"image/png","size":3}]} | {"type":"attachment","text":"a","attachments":[{"url":"https://a.example/f","name":"f","mimeType":"image/png","size":3}]}
                    pega   | AGENT   | {"type":"text","id":"x","csr_name":"Anna","customer_id":"C-1","message_id":"m","text":["Hi"],"attachments":[{"mediaId":"6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001"}]} | {"type":"attachment","text":"Hi","attachments":[{"url":""}]}
                    pega   | BOT     | {"type":"menu","title":"Which?","items":[{"text":"One","payload":"1"}]}             | {"type":"choice","text":"Which?","options":[{"id":"1","title":"One"}]}
                    pega   | BOT     | {"type":"link_button","title":"T","label":"L","url":"https://a.example"}            | {"type":"text","text":"T\\nL\\nhttps://a.example"}
                    pega   | BOT     | {"type":"carousel","items":[]}                                                      | unsupported
                    other  | USER    | {"text":"Hi"}                                                                       | unsupported
                    other  | AGENT   | {"id":"m","type":"text","text":"Hi"}                                                | {"type":"text","text":"Hi"}
                    other  | AGENT   | {"id":"m","type":"choice","text":"Hi","options":[{"id":"1","title":"Yes"}],"replyTo":"r"} | {"type":"choice","text":"Hi","options":[{"id":"1","title":"Yes"}],"replyTo":"r"}
                    other  | SYSTEM  | "Hello"                                                                             | {"type":"text","text":"Hello"}
                    other  | SYSTEM  | ["Hello"]                                                                           | unsupported
                    other  | SYSTEM  | 7                                                                                   | unsupported
                    other  | SYSTEM  | {"event":"answer_overdue"}                                                          | {"type":"event","raw":{"event":"answer_overdue"}}
                    """)
    void areThose(String origin, Party by, String content, String shown) {
        ObjectNode message =
                json.message(Samples.message(ConversationId.of(origin, "c"), 1, by, content));
        message.remove(OF_ALL);

        String expected =
                shown.equals("unsupported")
                        ? "{\"type\":\"unsupported\",\"raw\":" + content + "}"
                        : shown;
        assertThat(message).hasToString(expected);
    }

    @Test
    void haveTimesThatSortAsTexts() {
        assertThat(
                        Stream.of("20:00:00.999Z", "20:00:01Z", "20:00:01.001999Z")
                                .map(time -> DeskJson.time(Instant.parse("2026-01-31T" + time))))
                .containsExactly(
                        "2026-01-31T20:00:00.999Z",
                        "2026-01-31T20:00:01.000Z",
                        "2026-01-31T20:00:01.001Z")
                .isSorted();
    }

    @Test
    void nameWhoSpeaksWhereThatIsKnown() {
        ObjectNode message =
                json.message(
                        Samples.message(
                                ConversationId.of("pega", "default/7"),
                                1,
                                Party.AGENT,
                                "{\"type\":\"text\",\"csr_name\":\"Bob\",\"text\":[\"a\"]}"));

        assertThat(message.path("author"))
                .hasToString("{\"kind\":\"agent\",\"id\":\"ada\",\"name\":\"Bob\"}");
    }

    @Test
    void callAnAgentsMessageAsItsConsoleDid() {
        ObjectNode message =
                json.message(
                        Samples.message(
                                Samples.CHAT,
                                1,
                                Party.AGENT,
                                "{\"id\":\"m-1\",\"type\":\"text\",\"text\":\"a\"}"));

        assertThat(message.path("id").asString("")).isEqualTo("m-1");
        assertThat(message.path("type").asString("")).isEqualTo("text");
    }

    @Test
    void linkToFilesThatAreNowhereOnTheWeb() {
        ObjectNode ofUser =
                json.message(
                        Samples.message(
                                ConversationId.of("yalo", "acme:1"),
                                1,
                                Party.USER,
                                "{\"type\":\"image\",\"mediaId\":\"7\",\"mimeType\":\"image/png\"}"));
        String message = ofUser.path("id").asString("");
        ObjectNode ofAgent =
                json.message(
                        Samples.message(
                                Samples.CHAT,
                                1,
                                Party.AGENT,
                                "{\"id\":\"m\",\"type\":\"attachment\",\"attachments\":["
                                        + "{\"mediaId\":\"%s\"},{\"mediaId\":\"old\"},"
                                                .formatted(FakeMediaLinks.PHOTO)
                                        + "{\"url\":\"https://a.example/b\"}]}"));

        assertThat(ofUser.at("/attachments/0"))
                .hasToString(
                        "{\"mimeType\":\"image/png\",\"mediaId\":\"%s\",\"url\":\"%s\"}"
                                .formatted(
                                        message,
                                        "https://hub.example/v1/media/" + message + "?sig=s"));
        assertThat(ofAgent.path("attachments"))
                .hasToString(
                        "[{\"mediaId\":\"%1$s\",\"url\":\"https://hub.example/v1/media/%1$s?sig=s\"},{\"mediaId\":\"old\"},{\"url\":\"https://a.example/b\"}]"
                                .formatted(FakeMediaLinks.PHOTO));
    }
}
