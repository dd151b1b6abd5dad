package dev.switchboard.adapter.in.socket.socketio.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.EngineMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Properties of all packets, tested on many. The test's name contains a failing seed.
class PacketPropertiesTest {

    private static final int ROUNDS = 1_000;
    private static final PacketLimits LIMITS = new PacketLimits(1_000, 1_000_000, 50);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readsWhatItWrites(long seed) throws Exception {
        RandomJson json = new RandomJson(seed);
        PacketDecoder decoder = new PacketDecoder(LIMITS);

        for (int round = 0; round < ROUNDS; round++) {
            String namespace = json.below(2) == 0 ? "/" : "/n" + json.below(100);
            long ackId = json.below(3) == 0 ? Packet.NO_ACK : json.below(1_000_000);
            String name = "event " + json.text();
            List<JsonNode> args = args(json);

            List<EngineMessage> wire = write(namespace, ackId, name, args);

            assertThat(read(decoder, wire))
                    .isEqualTo(new Packet.Event(namespace, ackId, name, args));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void survivesEveryText(long seed) {
        Random random = new Random(seed);
        String[] wellFormed = {
            "0/agent,{\"token\":\"t\"}",
            "2/agent,12[\"hello\",{\"a\":[1,\"b\",null]}]",
            "3/agent,5[{\"ok\":true}]",
            "52-7[\"f\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
            "61-/agent,7[{\"_placeholder\":true,\"num\":0}]",
            "1/agent,"
        };
        PacketLimits strict = new PacketLimits(10, 1_000_000, 50);
        PacketDecoder decoder = new PacketDecoder(strict);
        int understood = 0;

        for (int round = 0; round < 10 * ROUNDS; round++) {
            String wire = damaged(wellFormed[random.nextInt(wellFormed.length)], random);
            try {
                Packet packet = decoder.text(wire);
                understood++;
                while (packet instanceof Packet.Incomplete) {
                    packet = decoder.binary(ByteBuffer.allocate(random.nextInt(3)));
                }
            } catch (MalformedPacketException expected) {
                decoder = new PacketDecoder(strict);
            }
        }

        assertThat(understood).isPositive();
    }

    private static List<JsonNode> args(RandomJson json) {
        List<JsonNode> args = new ArrayList<>();
        for (int i = json.below(4); i > 0; i--) {
            args.add(json.value(4));
        }
        return args;
    }

    private static List<EngineMessage> write(
            String namespace, long ackId, String name, List<JsonNode> args) {
        PayloadBuilder payload = PayloadBuilder.event(name);
        args.forEach(payload::add);
        PacketWriter writer = new PacketWriter(namespace);
        return ackId == Packet.NO_ACK
                ? writer.event(payload.build())
                : writer.event(payload.build(), ackId);
    }

    private static Packet read(PacketDecoder decoder, List<EngineMessage> wire)
            throws MalformedPacketException {
        String text = new String(wire.getFirst().bytes(), StandardCharsets.UTF_8);
        Packet packet = decoder.text(text.substring(1));
        for (EngineMessage attachment : wire.subList(1, wire.size())) {
            assertThat(packet).isInstanceOf(Packet.Incomplete.class);
            packet = decoder.binary(ByteBuffer.wrap(attachment.bytes()));
        }
        return packet;
    }

    /// Cuts, doubles, replaces or inserts some characters.
    private static String damaged(String wire, Random random) {
        StringBuilder text = new StringBuilder(wire);
        for (int times = random.nextInt(4); times > 0; times--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.setLength(at);
                case 1 -> text.insert(at, text.substring(at));
                case 2 -> text.insert(at, (char) random.nextInt(128));
                default -> text.insert(at, "[{\"-,/:0123456789_".charAt(random.nextInt(18)));
            }
        }
        return text.toString();
    }
}
