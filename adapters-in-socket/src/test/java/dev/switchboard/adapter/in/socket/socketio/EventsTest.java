package dev.switchboard.adapter.in.socket.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.session.Offered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/// Events and acks between a client and its handler.
class EventsTest {

    private final RecordingHandler handler = new RecordingHandler();
    private final Stage stage = Stage.of(handler);
    private final Stage.Client client = stage.joined();

    @Test
    void handlesEventsInTheirOrder() {
        for (int i = 0; i < 20; i++) {
            client.send("2[\"e\"," + i + "]");
        }

        assertThat(handler.heard.subList(2, 22))
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> "e [" + i + "]").toList());
    }

    @Test
    void answersAnAck() {
        handler.on("add", (socket, args, reply) -> reply.send(args.toArray(JsonNode[]::new)));

        client.send("217[\"add\",1,{\"a\":[true]}]");

        assertThat(client.session().sent()).containsExactly("317[1,{\"a\":[true]}]");
    }

    @Test
    void answersAnAckOnce() {
        List<Reply> replies = new ArrayList<>();
        handler.on("later", (socket, args, reply) -> replies.add(reply));

        client.send("21[\"later\"]");
        replies.getFirst().send();
        replies.getFirst().send();

        assertThat(client.session().sent()).containsExactly("31[]");
    }

    @Test
    void echoesBinaryBothWays() {
        handler.on(
                "file",
                (socket, args, reply) -> {
                    socket.emit(ServerEvent.of("back", args.toArray(JsonNode[]::new)));
                    reply.send(args.toArray(JsonNode[]::new));
                });

        client.send("51-5[\"file\",{\"_placeholder\":true,\"num\":0}]");
        client.sendBinary("0102ff");

        assertThat(client.session().sent())
                .containsExactly(
                        "51-[\"back\",{\"_placeholder\":true,\"num\":0}]",
                        "<0102ff>",
                        "61-5[{\"_placeholder\":true,\"num\":0}]",
                        "<0102ff>");
    }

    @Test
    void givesNoReplyToAnEventThatAsksForNone() {
        client.send("2[\"e\"]");
        client.send("20[\"e\"]");

        assertThat(handler.asked).containsExactly(false, true);
    }

    @Test
    void answersAnUnknownEvent() {
        client.send("23[\"nonsense\"]");
        client.send("2[\"nonsense\"]");

        assertThat(client.session().sent())
                .containsExactly("33[{\"ok\":false,\"error\":\"Unknown event\"}]");
        assertThat(stage.watch.seen)
                .containsExactly("connected /", "event /", "unknown /", "event /", "unknown /");
    }

    @Test
    void answersWhenAHandlerFailsAndLivesOn() {
        handler.on(
                "fail",
                (socket, args, reply) -> {
                    throw new IllegalStateException("oops");
                });

        client.send("24[\"fail\"]");
        client.send("2[\"fail\"]");

        assertThat(client.session().sent())
                .containsExactly("34[{\"ok\":false,\"error\":\"Internal error\"}]");
        assertThat(stage.watch.seen).contains("failed / oops");
        assertThat(client.session().closed()).isNull();
    }

    @Test
    void doesNotAnswerTwiceWhenAHandlerFailsAfterItsAnswer() {
        handler.on(
                "fail",
                (socket, args, reply) -> {
                    reply.send();
                    throw new IllegalStateException("oops");
                });

        client.send("24[\"fail\"]");

        assertThat(client.session().sent()).containsExactly("34[]");
    }

    @Test
    void emitsOneEventToManyFromTheSameBytes() {
        stage.joined();
        ServerEvent event = ServerEvent.of("news", StringNode.valueOf("é"));

        List<Offered> offered = handler.sockets.stream().map(socket -> socket.emit(event)).toList();

        assertThat(offered).containsExactly(Offered.QUEUED, Offered.QUEUED);
        assertThat(client.session().sent()).containsExactly("2[\"news\",\"é\"]");
    }

    @Test
    void emitsOneEventIntoSeveralNamespaces() {
        RecordingHandler agent = new RecordingHandler();
        Stage both = new Stage(Map.of("/", new Namespace(handler), "/agent", new Namespace(agent)));
        Stage.Client member = both.client();
        member.send("0");
        member.send("0/agent");
        member.session().sent();
        ServerEvent event = ServerEvent.of("news");

        handler.last().emit(event);
        agent.last().emit(event);
        handler.last().emit(event);

        assertThat(member.session().sent())
                .containsExactly("2[\"news\"]", "2/agent,[\"news\"]", "2[\"news\"]");
    }

    @Test
    void emitsGivenJsonTextAsItIs() {
        String body = "{\"type\" : \"text\", \"n\":1.0}";

        handler.last()
                .emit(
                        ServerEvent.of(
                                "serverMessage",
                                List.of(
                                        Argument.json(body),
                                        Argument.of(JsonNodeFactory.instance.numberNode(1)))));

        assertThat(client.session().sent()).containsExactly("2[\"serverMessage\"," + body + ",1]");
    }

    @Test
    void emitsBinaryValues() {
        handler.last().emit(ServerEvent.of("file", BinaryNode.valueOf(new byte[] {7})));

        assertThat(client.session().sent())
                .containsExactly("51-[\"file\",{\"_placeholder\":true,\"num\":0}]", "<07>");
    }

    @Test
    void writesNoOffsetWhereNothingIsRecovered() {
        handler.last().emit(ServerEvent.of("e", StringNode.valueOf("text")));

        assertThat(client.session().sent()).containsExactly("2[\"e\",\"text\"]");
    }
}
