package dev.switchboard.adapter.in.socket.gateway.yalo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.conversation.Party;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class YaloConsoleRendererTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"type":"text","text":"Hola","timestamp":1} | {"type":"text","text":"Hola"}
                    {"type":"text","text":"cut","raw":{}} | {"type":"text","text":"cut"}
                    {"type":"location","text":"[location] 1"} | {"type":"text","text":"[location] 1"}
                    {"type":"image","url":"https://u","caption":"c"} | {"type":"attachment","text":"c","attachments":[{"url":"https://u"}]}
                    {"type":"image","url":"http://u","mimeType":"m"} | {"type":"attachment","attachments":[{"url":"http://u","mimeType":"m"}]}
                    {"type":"hologram","text":"[hologram]","raw":{}} | null
                    {"type":"image","mediaId":"m","caption":"c"} | {"type":"attachment","text":"c","attachments":[{}]}
                    {"type":"image","url":"javascript:alert(1)"} | null
                    """)
    void showsWhatPeopleRead(String journaled, String shown) {
        JsonMapper json = JsonMapper.shared();

        assertThat(
                        String.valueOf(
                                new YaloConsoleRenderer()
                                        .show(Party.USER, json.readTree(journaled))))
                .isEqualTo(shown);
    }
}
