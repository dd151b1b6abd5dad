package dev.switchboard.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

/// Bytes are a text if they are that text's UTF-8, and none otherwise.
class Utf8FuzzTest {

    @Test
    void isTheUtf8OfWhatIsRead() {
        Fuzz.of("texts in UTF-8")
                .seeds("{\"type\":\"tick\"}", "\u2615 \ud83d\ude00", "\uffff\ufffd")
                .seeds(new byte[] {(byte) 0xc0, (byte) 0x80})
                .seeds(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})
                .seeds(new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80})
                .words("\ud83d\ude00", "\uffff")
                .bytes(bytes -> {
                    String text = Utf8.decode(bytes);
                    if (text == null) {
                        assertThat(new String(bytes, UTF_8)).contains("\ufffd");
                        return false;
                    }
                    assertThat(text.getBytes(UTF_8)).isEqualTo(bytes);
                    return true;
                });
    }
}
