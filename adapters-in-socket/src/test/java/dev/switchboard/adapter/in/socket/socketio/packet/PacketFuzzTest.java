package dev.switchboard.adapter.in.socket.socketio.packet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.EngineMessage;
import dev.switchboard.domain.fuzz.Fuzz;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The messages of a connection are packets or end it, and an event that is read is read again from
/// what the hub would write.
class PacketFuzzTest {

    private static final PacketLimits LIMITS = new PacketLimits(10, 1_000, 50);

    /// Between the messages of an input; it is in no JSON.
    private static final String SEPARATOR = "\u001e";

    @Test
    void readsTheEventsThatItWrites() {
        Fuzz.of("packets of Socket.IO")
                .seeds(
                        "0",
                        "0/agent,{\"token\":\"x\"}",
                        "1/agent,",
                        "2[\"hello\",1,{\"a\":[null,1.50,1E+3]}]",
                        "2/agent,12[\"message.send\",{\"text\":\"\u2615\"}]",
                        "2[7,true]",
                        "2[\"x\",1E+0]",
                        "3/agent,12[{\"ok\":true}]",
                        "4{\"message\":\"no\"}",
                        "51-[\"x\",{\"_placeholder\":true,\"num\":0}]\u001eabc",
                        "52-/a,7[\"x\",{\"b\":[{\"_placeholder\":true,\"num\":1}]}]\u001ea\u001eb",
                        "61-3[{\"_placeholder\":true,\"num\":0}]\u001e")
                .words(
                        "\u001e",
                        "51-",
                        "/agent,",
                        "{\"_placeholder\":true,\"num\":0}",
                        "\"_placeholder\":",
                        "\"num\":",
                        "[\"connect\"]",
                        "999999999999999999")
                .refusedBy(MalformedPacketException.class)
                .texts(PacketFuzzTest::isRead);
    }

    private static boolean isRead(String input) throws MalformedPacketException {
        String[] messages = input.split(SEPARATOR, -1);
        PacketDecoder decoder = new PacketDecoder(LIMITS);
        Packet packet = decoder.text(messages[0]);
        for (int i = 1; i < messages.length && packet instanceof Packet.Incomplete; i++) {
            packet = decoder.binary(ByteBuffer.wrap(messages[i].getBytes(ISO_8859_1)));
        }
        if (packet instanceof Packet.Event event && isWhole(messages[0])) {
            // 1E+0 is written as 1, which is read as another kind of number
            List<EngineMessage> written = written(event);
            Packet.Event again = (Packet.Event) read(written);
            assertThat(again.args()).hasSameSizeAs(event.args());
            assertThat(texts(written(again))).isEqualTo(texts(written));
        }
        return !(packet instanceof Packet.Incomplete);
    }

    /// Whether it has no half of a character, which no writer can encode.
    private static boolean isWhole(String message) {
        return UTF_8.newEncoder().canEncode(message) && !message.matches("(?is).*\\\\ud[89a-f].*");
    }

    private static List<EngineMessage> written(Packet.Event event) {
        PayloadBuilder payload = PayloadBuilder.event(event.name());
        for (JsonNode value : event.args()) {
            payload.add(value);
        }
        PacketWriter writer = new PacketWriter(event.namespace());
        return event.ackId() == Packet.NO_ACK
                ? writer.event(payload.build())
                : writer.event(payload.build(), event.ackId());
    }

    private static List<String> texts(List<EngineMessage> messages) {
        return messages.stream().map(message -> new String(message.bytes(), ISO_8859_1)).toList();
    }

    private static Packet read(List<EngineMessage> messages) throws MalformedPacketException {
        PacketDecoder decoder = new PacketDecoder(LIMITS);
        byte[] first = messages.getFirst().bytes();
        Packet packet = decoder.text(new String(first, 1, first.length - 1, UTF_8));
        for (EngineMessage attachment : messages.subList(1, messages.size())) {
            packet = decoder.binary(ByteBuffer.wrap(attachment.bytes()));
        }
        return packet;
    }
}
