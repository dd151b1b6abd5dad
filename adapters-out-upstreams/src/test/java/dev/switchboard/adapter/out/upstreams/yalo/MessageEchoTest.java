package dev.switchboard.adapter.out.upstreams.yalo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.upstreams.yalo.MessageTexts.Files;
import dev.switchboard.adapter.out.upstreams.yalo.MessageTexts.Piece;
import dev.switchboard.application.fakes.FakeMediaLinks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// An echo is the hub's own if it says exactly what the hub sent.
class MessageEchoTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Files files = new Files(new FakeMediaLinks(), "File: {file} {url}");

    private boolean isEcho(String echo, String sent) {
        List<Piece> pieces = MessageTexts.of(JSON.readTree(sent), 20, files);
        return MessageEcho.of(JSON.readTree(echo)).isOfOne(pieces, files);
    }

    @ParameterizedTest
    @CsvSource({"Hola,true", "' Hola ',true", "hola,false", "Hol,false", "text,false", "'',false"})
    void saysTheWholeText(String text, boolean own) {
        String echo = "{\"type\":\"text\",\"text\":\"%s\"}".formatted(text);

        assertThat(isEcho(echo, "{\"type\":\"text\",\"text\":\"Hola\"}")).isEqualTo(own);
    }

    @Test
    void saysOnePieceOfALongText() {
        String sent = "{\"text\":\"one two three four five six\"}";

        assertThat(isEcho("{\"type\":\"text\",\"text\":\"one two three four\"}", sent)).isTrue();
        assertThat(isEcho("{\"type\":\"text\",\"text\":\"five six\"}", sent)).isTrue();
        assertThat(isEcho("{\"type\":\"text\",\"text\":\"five\"}", sent)).isFalse();
    }

    @Test
    void listsChoices() {
        String sent = "{\"text\":\"Which?\",\"options\":[{\"title\":\"A\"},{\"title\":\"B\"}]}";

        assertThat(isEcho("{\"type\":\"text\",\"text\":\"Which?\\n1. A\\n2. B\"}", sent)).isTrue();
        assertThat(isEcho("{\"type\":\"text\",\"text\":\"Which?\"}", sent)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"image/png,image,true", "application/pdf,file,true", "image/png,video,false"})
    void isAFileOfTheSameKind(String mimeType, String kind, boolean own) {
        String sent =
                "{\"attachments\":[{\"url\":\"https://x.example/1?sig=a\",\"mimeType\":\"%s\"}]}"
                        .formatted(mimeType);

        assertThat(isEcho("{\"type\":\"%s\",\"url\":\"https://cdn\"}".formatted(kind), sent))
                .isEqualTo(own);
    }

    @Test
    void namesTheSameFileByANewerLink() {
        String sent =
                "{\"attachments\":[{\"url\":\"https://x.example/1?sig=a\",\"name\":\"a.png\"}]}";
        String echo = "{\"type\":\"text\",\"text\":\"File: a.png https://x.example/%s\"}";

        assertThat(isEcho(echo.formatted("1?sig=b"), sent)).isTrue();
        assertThat(isEcho(echo.formatted("2?sig=a"), sent)).isFalse();
    }
}
