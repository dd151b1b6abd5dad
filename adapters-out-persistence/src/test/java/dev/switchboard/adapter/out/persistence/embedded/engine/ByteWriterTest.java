package dev.switchboard.adapter.out.persistence.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteWriterTest {

    @Test
    void writesWhatAReaderReads() {
        Instant at = Instant.parse("2026-11-21T01:02:03.456789Z");
        byte[] bytes =
                new ByteWriter(8)
                        .octet(200)
                        .flag(true)
                        .int32(-5)
                        .int64(Long.MAX_VALUE)
                        .instant(at)
                        .number(0)
                        .number(127)
                        .number(128)
                        .number(Long.MAX_VALUE)
                        .text("grüße")
                        .textIfAny(null)
                        .textIfAny("")
                        .keyText("a\0b")
                        .block(new byte[] {1, 2})
                        .toBytes();

        ByteReader reader = new ByteReader(bytes);

        assertThat(reader.octet()).isEqualTo(200);
        assertThat(reader.flag()).isTrue();
        assertThat(reader.int32()).isEqualTo(-5);
        assertThat(reader.int64()).isEqualTo(Long.MAX_VALUE);
        assertThat(reader.instant()).isEqualTo(at);
        assertThat(reader.number()).isZero();
        assertThat(reader.number()).isEqualTo(127);
        assertThat(reader.number()).isEqualTo(128);
        assertThat(reader.number()).isEqualTo(Long.MAX_VALUE);
        assertThat(reader.text()).isEqualTo("grüße");
        assertThat(reader.textIfAny()).isNull();
        assertThat(reader.textIfAny()).isEmpty();
        assertThat(reader.keyText()).isEqualTo("a\0b");
        assertThat(reader.block()).containsExactly(1, 2);
        assertThat(reader.ended()).isTrue();
    }

    @Test
    void sortsTextsOfKeysAsTheyAre() {
        List<String> sorted = List.of("a", "a\0", "a\0b", "a\1", "ab", "b", "ä");

        List<byte[]> keys =
                sorted.stream()
                        .map(it -> new ByteWriter(8).keyText(it).octet(255).toBytes())
                        .toList();

        assertThat(keys).isSortedAccordingTo(Arrays::compareUnsigned);
    }

    @Test
    void sortsInstantsBeforeAndAfter1970() {
        byte[] before = new ByteWriter(8).instant(Instant.parse("1969-12-31T00:00:00Z")).toBytes();
        byte[] after = new ByteWriter(8).instant(Instant.parse("1970-01-02T00:00:00Z")).toBytes();

        assertThat(Arrays.compareUnsigned(before, after)).isNegative();
    }

    @Test
    void namesTheFirstKeyBehindAPrefix() {
        assertThat(ByteWriter.behind(new byte[] {1, 2})).containsExactly(1, 3);
        assertThat(ByteWriter.behind(new byte[] {1, -1})).containsExactly(2);
    }

    @Test
    void refusesToReadOn() {
        assertThatThrownBy(() -> new ByteReader(new byte[] {5, 'a'}).text())
                .isInstanceOf(DamagedRecordException.class);
        assertThatThrownBy(() -> new ByteReader(new byte[] {0, 0}).int64())
                .isInstanceOf(DamagedRecordException.class);
    }
}
