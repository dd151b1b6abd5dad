package dev.switchboard.domain.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {

    @ParameterizedTest
    @CsvSource({
        "order.pdf, document, application/pdf, order.pdf",
        "../../etc/passwd, document, , passwd",
        "C:\\x\\a.txt, document, , a.txt",
        "...., document, application/pdf, document.pdf",
        "a\"b<c>.png, image, , abc.png",
        "'', image, image/jpeg, image.jpg",
        "'', voice, audio/ogg; codecs=opus, voice.ogg",
        "'', image, IMAGE/PNG, image.png",
        "'', sticker, x/y, sticker",
        "'', ../x, , file"
    })
    void namesAFileByWhatItIsUnlessItHasAName(
            String given, String type, String mimeType, String name) {
        assertThat(FileKind.name(given, type, mimeType == null ? "" : mimeType)).isEqualTo(name);
    }

    @Test
    void keepsTheEndingOfALongName() {
        assertThat(FileKind.name("x".repeat(300) + ".pdf", "document", ""))
                .hasSize(120)
                .endsWith("x.pdf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/html", "TEXT/HTML; charset=x", "image/svg+xml", "text/javascript"})
    void knowsWhatABrowserRuns(String mimeType) {
        assertThat(FileKind.isActive(mimeType)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "image/png", "application/pdf", "text/plain"})
    void passesOnWhatItDoesNot(String mimeType) {
        assertThat(FileKind.isActive(mimeType)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<svg>", " \n<HTML>", "\ufeff<?xml", "<!doctype html>", "<script>"})
    void knowsItByHowItBegins(String start) {
        assertThat(FileKind.looksActive(start.getBytes(UTF_8))).isTrue();
        assertThat(FileKind.looksActive(("text " + start).getBytes(UTF_8))).isFalse();
    }

    @Test
    void takesNothingForNothing() {
        assertThat(FileKind.looksActive(new byte[0])).isFalse();
    }
}
