package dev.switchboard.domain.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.ReadableText;
import dev.switchboard.domain.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

/// A file gets a name that is safe whatever it was given, and is recognised by how it begins.
class FileKindFuzzTest {

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_TYPE = 255;

    @Test
    void namesEveryFileSafely() {
        Fuzz.of("names of files")
                .seeds(
                        "photo.jpg",
                        "../../etc/passwd",
                        "C:\\dir\\a b.pdf",
                        "",
                        "caf\u00e9.txt",
                        " .x")
                .kept("a/b\n../c", "a\ud800b", "/\\\n/")
                .words("/", "\\", "../", "\u202e", "\ud83d\ude00", "CON", ".")
                .texts(given -> {
                    String type = given.substring(0, Math.min(LONGEST_TYPE, given.length()));
                    String name = FileKind.name(given, type, type);
                    assertThat(name)
                            .isNotBlank()
                            .hasSizeLessThanOrEqualTo(LONGEST_NAME)
                            .doesNotContain("/", "\\", "\"", "<", ">", ":", "|", "?", "*");
                    assertThat(ReadableText.isReadable(name)).isTrue();
                    assertThat(FileKind.name(name, "file", "text/plain")).isEqualTo(name);
                    return !FileKind.isActive(type);
                });
    }

    @Test
    void recognisesWhatABrowserRunsBehindSpaceAndMarks() {
        Fuzz.of("beginnings of files")
                .seeds("<!DOCTYPE html>", "<svg xmlns", "%PDF-1.7", "\u00ef\u00bb\u00bf<?xml", "")
                .words("<html", "<script", "\u00ef\u00bb\u00bf", "\u00fe\u00ff")
                .bytes(bytes -> {
                    boolean active = FileKind.looksActive(bytes);
                    String text = new String(bytes, UTF_8);
                    assertThat(active || !text.matches("(?s)<(?i:html|svg|script).*")).isTrue();
                    return active;
                });
    }
}
