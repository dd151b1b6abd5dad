package dev.switchboard.adapter.in.socket.socketio.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.EngineMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

class PacketWriterTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final PacketWriter main = new PacketWriter("/");
    private final PacketWriter agent = new PacketWriter("/agent");
    private final EventPayload hello =
            PayloadBuilder.event("hello").add(json("{\"a\":[1]}")).build();

    @Test
    void writesProtocolPackets() {
        assertThat(text(main.connected("s", null))).isEqualTo("40{\"sid\":\"s\"}");
        assertThat(text(agent.connected("s", "p")))
                .isEqualTo("40/agent,{\"sid\":\"s\",\"pid\":\"p\"}");
        assertThat(text(main.refused("no", null))).isEqualTo("44{\"message\":\"no\"}");
        assertThat(text(agent.refused("no", json("{\"code\":1}"))))
                .isEqualTo("44/agent,{\"message\":\"no\",\"data\":{\"code\":1}}");
        assertThat(text(main.disconnected())).isEqualTo("41");
        assertThat(text(agent.disconnected())).isEqualTo("41/agent,");
    }

    @Test
    void writesEvents() {
        assertThat(texts(main.event(hello))).containsExactly("42[\"hello\",{\"a\":[1]}]");
        assertThat(texts(agent.event(hello))).containsExactly("42/agent,[\"hello\",{\"a\":[1]}]");
        assertThat(texts(agent.event(hello, 0)))
                .containsExactly("42/agent,0[\"hello\",{\"a\":[1]}]");
        assertThat(texts(main.event(hello, "offset\"")))
                .containsExactly("42[\"hello\",{\"a\":[1]},\"offset\\\"\"]");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, 12345, 999999999999999999L})
    void writesAckIds(long id) {
        assertThat(texts(main.ack(PayloadBuilder.ack().build(), id)))
                .containsExactly("43" + id + "[]");
    }

    @Test
    void sendsBinaryValuesBehindTheirPacket() {
        JsonNode value =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", "a.bin")
                        .set("bytes", BinaryNode.valueOf(new byte[] {1, 2}));
        EventPayload payload =
                PayloadBuilder.event("file")
                        .add(value)
                        .add(BinaryNode.valueOf(new byte[0]))
                        .build();

        List<EngineMessage> messages = agent.event(payload, 12);

        assertThat(text(messages.getFirst()))
                .isEqualTo(
                        "452-/agent,12[\"file\",{\"name\":\"a.bin\","
                                + "\"bytes\":{\"_placeholder\":true,\"num\":0}},"
                                + "{\"_placeholder\":true,\"num\":1}]");
        assertThat(messages.get(1).binary()).isTrue();
        assertThat(messages.get(1).bytes()).containsExactly(1, 2);
        assertThat(messages.get(2).bytes()).isEmpty();
    }

    @Test
    void sendsABinaryAck() {
        EventPayload payload = PayloadBuilder.ack().add(BinaryNode.valueOf(new byte[] {1})).build();

        assertThat(text(main.ack(payload, 3).getFirst()))
                .isEqualTo("461-3[{\"_placeholder\":true,\"num\":0}]");
    }

    @Test
    void sendsGivenJsonTextCharacterByCharacter() {
        String body = "{ \"n\" : 1.0e0,\"dup\":1,\"dup\":2, \"t\":\"\\u00e9 é 😀\" }";

        EventPayload payload = PayloadBuilder.event("serverMessage").add(body).build();

        assertThat(texts(main.event(payload)))
                .containsExactly("42[\"serverMessage\"," + body + "]");
    }

    @Test
    void knowsWhetherTheLastArgumentIsAString() {
        assertThat(PayloadBuilder.event("e").build().endsInText()).isFalse();
        assertThat(PayloadBuilder.event("e").add(StringNode.valueOf("x")).build().endsInText())
                .isTrue();
        assertThat(PayloadBuilder.event("e").add(" \"x\"").build().endsInText()).isTrue();
        assertThat(PayloadBuilder.event("e").add("\"x\"").add("[\"x\"]").build().endsInText())
                .isFalse();
    }

    @Test
    void survivesABrokenSurrogate() {
        EventPayload payload = PayloadBuilder.event("e").add(StringNode.valueOf("\ud800")).build();

        assertThat(texts(main.event(payload))).containsExactly("42[\"e\",\"?\"]");
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    private static String text(EngineMessage message) {
        assertThat(message.binary()).isFalse();
        return new String(message.bytes(), StandardCharsets.UTF_8);
    }

    private static List<String> texts(List<EngineMessage> messages) {
        return messages.stream().map(PacketWriterTest::text).toList();
    }
}
