package dev.switchboard.adapter.in.socket.socketio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BinaryNode;

class PacketDecoderTest {

    private static final PacketLimits LIMITS = new PacketLimits(10, 1_000, 50);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final PacketDecoder decoder = new PacketDecoder(LIMITS);

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "0 / {}",
                "0{} / {}",
                "0{\"a\":1} / {\"a\":1}",
                "0/agent /agent {}",
                "0/agent, /agent {}",
                "0/agent,{\"a\":1} /agent {\"a\":1}"
            })
    void readsAConnect(String wire, String namespace, String auth) throws Exception {
        Packet packet = decoder.text(wire);

        assertThat(packet).isInstanceOf(Packet.Connect.class);
        assertThat(packet.namespace()).isEqualTo(namespace);
        assertThat(((Packet.Connect) packet).auth()).isEqualTo(json(auth));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0{\"customer_id\":\"a\",\"customer_id\":\"b\"}",
                "2[\"e\",{\"a\":1,\"a\":1}]",
                "2[\"e\",[{\"x\":{\"a\":1,\"\\u0061\":2}}]]",
                "30[{\"a\":1,\"a\":2}]",
                "51-[\"e\",{\"_placeholder\":true,\"num\":0,\"num\":0}]"
            })
    void refusesANameThatIsTwiceInAnObject(String wire) {
        assertThatThrownBy(() -> decoder.text(wire)).isInstanceOf(MalformedPacketException.class);
    }

    @ParameterizedTest
    @CsvSource({"1,/", "1/agent,/agent", "'1/agent,',/agent"})
    void readsADisconnect(String wire, String namespace) throws Exception {
        assertThat(decoder.text(wire)).isEqualTo(new Packet.Disconnect(namespace));
    }

    @Test
    void readsAnEvent() throws Exception {
        Packet packet = decoder.text("2[\"hello\",1,{\"a\":[null]}]");

        assertThat(packet)
                .isEqualTo(
                        new Packet.Event(
                                "/",
                                Packet.NO_ACK,
                                "hello",
                                List.of(json("1"), json("{\"a\":[null]}"))));
    }

    @Test
    void readsAnEventWithNamespaceAndAckId() throws Exception {
        Packet packet = decoder.text("2/agent,123456789012[\"hello\"]");

        assertThat(packet).isEqualTo(new Packet.Event("/agent", 123456789012L, "hello", List.of()));
    }

    @Test
    void readsAnEventHeadedByANumber() throws Exception {
        Packet packet = decoder.text("2[7,true]");

        assertThat(packet)
                .isEqualTo(new Packet.Event("/", Packet.NO_ACK, "7", List.of(json("true"))));
    }

    @Test
    void keepsTheDigitsOfNumbers() throws Exception {
        Packet.Event event =
                (Packet.Event) decoder.text("2[\"n\",1700000000000,1.10,123456789012345678901]");

        assertThat(event.args())
                .map(PacketJson::write)
                .containsExactly("1700000000000", "1.10", "123456789012345678901");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"30[] / 0", "312[] / 12", "3/agent,5[] /agent 5"})
    void readsAnAck(String wire, String namespace, long id) throws Exception {
        assertThat(decoder.text(wire)).isEqualTo(new Packet.Ack(namespace, id, List.of()));
    }

    @Test
    void readsJsonNestedAsDeepAsAllowed() throws Exception {
        assertThat(decoder.text("2[\"deep\"," + "[".repeat(49) + "]".repeat(49) + "]"))
                .isInstanceOf(Packet.Event.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7[\"a\"]",
                "abc",
                " 2[\"a\"]",
                "2",
                "2{}",
                "2[]",
                "2[{}]",
                "2[null]",
                "2\"a\"",
                "2[\"a\"",
                "2[\"a\"]]",
                "2[\"a\"][\"b\"]",
                "2['a']",
                "2[NaN]",
                "2abc[\"a\"]",
                "21234567890123456789[\"a\"]",
                "2-1[\"a\"]",
                "2[\"connect\"]",
                "2[\"connect_error\"]",
                "2[\"disconnect\"]",
                "2[\"disconnecting\"]",
                "2[\"newListener\"]",
                "2[\"removeListener\"]",
                "0[]",
                "0null",
                "0\"token\"",
                "0{",
                "1{}",
                "1/agent,[]",
                "3",
                "3[]",
                "31",
                "31{}",
                "3a[]",
                "4{}",
                "4\"no\"",
                "5[\"a\"]",
                "5-[\"a\"]",
                "51[\"a\"]",
                "5x-[\"a\"]",
                "51-{}",
                "511-[\"a\"]",
                "599999999999999999999-[\"a\"]",
                "2[\"a\",0.1e-2147483648]",
                "50-[\"a\",{\"_placeholder\":true,\"num\":0}]"
            })
    void refusesAMalformedPacket(String wire) {
        assertThatThrownBy(() -> decoder.text(wire)).isInstanceOf(MalformedPacketException.class);
    }

    @Test
    void refusesJsonNestedTooDeep() {
        String wire = "2[\"deep\"," + "[".repeat(50) + "]".repeat(50) + "]";

        assertThatThrownBy(() -> decoder.text(wire)).isInstanceOf(MalformedPacketException.class);
    }

    @Test
    void refusesABinaryMessageOfNoPacket() {
        assertThatThrownBy(() -> decoder.binary(bytes(1)))
                .isInstanceOf(MalformedPacketException.class);
    }

    @Test
    void namesFaultsWithoutWhatWasSent() {
        assertThatThrownBy(() -> decoder.text("2[\"secret")).hasMessageNotContaining("secret");
    }

    @Nested
    class WhileAttachmentsAreAwaited {

        private static final String TWO =
                "52-/agent,7[\"files\",{\"deep\":[{\"_placeholder\":true,\"num\":1}]},"
                        + "{\"_placeholder\":true,\"num\":0}]";

        @Test
        void saysThatThePacketIsIncomplete() throws Exception {
            assertThat(decoder.text(TWO)).isEqualTo(new Packet.Incomplete("/agent"));
            assertThat(decoder.binary(bytes(1))).isEqualTo(new Packet.Incomplete("/agent"));
        }

        @Test
        void putsTheAttachmentsInTheirPlaces() throws Exception {
            decoder.text(TWO);
            decoder.binary(bytes(1, 2));

            Packet.Event event = (Packet.Event) decoder.binary(bytes(3));

            assertThat(event.namespace()).isEqualTo("/agent");
            assertThat(event.ackId()).isEqualTo(7);
            assertThat(event.args().get(0).at("/deep/0")).isEqualTo(binary(3));
            assertThat(event.args().get(1)).isEqualTo(binary(1, 2));
        }

        @Test
        void readsABinaryAck() throws Exception {
            decoder.text("61-5[{\"_placeholder\":true,\"num\":0}]");

            assertThat(decoder.binary(bytes(9)))
                    .isEqualTo(new Packet.Ack("/", 5, List.of(binary(9))));
        }

        @Test
        void readsOnAfterwards() throws Exception {
            decoder.text("51-[\"a\"]");
            decoder.binary(bytes(1));

            assertThat(decoder.text("2[\"b\"]")).isInstanceOf(Packet.Event.class);
        }

        @Test
        void refusesText() throws Exception {
            decoder.text(TWO);

            assertThatThrownBy(() -> decoder.text("2[\"a\"]"))
                    .isInstanceOf(MalformedPacketException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"1", "-1", "\"0\"", "null", "0.5", "99999999999"})
        void refusesAPlaceholderOfNoAttachment(String number) throws Exception {
            decoder.text("51-[\"a\",{\"_placeholder\":true,\"num\":" + number + "}]");

            assertThatThrownBy(() -> decoder.binary(bytes(1)))
                    .isInstanceOf(MalformedPacketException.class);
        }

        @Test
        void takesAsMuchAsAllOfThemMayHave() throws Exception {
            decoder.text(TWO);
            decoder.binary(ByteBuffer.allocate(600));

            assertThat(decoder.binary(ByteBuffer.allocate(400))).isInstanceOf(Packet.Event.class);
        }

        @Test
        void refusesMoreThanAllOfThemMayHave() throws Exception {
            decoder.text(TWO);
            decoder.binary(ByteBuffer.allocate(600));

            assertThatThrownBy(() -> decoder.binary(ByteBuffer.allocate(401)))
                    .isInstanceOf(MalformedPacketException.class);
        }

        @Test
        void takesAnEmptyAttachment() throws Exception {
            decoder.text("51-[\"a\",{\"_placeholder\":true,\"num\":0}]");

            Packet.Event event = (Packet.Event) decoder.binary(bytes());

            assertThat(event.args()).containsExactly(binary());
        }
    }

    @Test
    void leavesAPlaceholderOfAPlainEventAlone() throws Exception {
        Packet.Event event =
                (Packet.Event) decoder.text("2[\"a\",{\"_placeholder\":true,\"num\":0}]");

        assertThat(event.args()).containsExactly(json("{\"_placeholder\":true,\"num\":0}"));
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    private static ByteBuffer bytes(int... values) {
        return ByteBuffer.wrap(array(values));
    }

    private static BinaryNode binary(int... values) {
        return BinaryNode.valueOf(array(values));
    }

    private static byte[] array(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
