package dev.switchboard.domain.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsTest {

    @ParameterizedTest
    @CsvSource({
        "Envío del PAQUETE nº 8841, envio del paquete no 8841",
        "São João, sao joao",
        "e-mail: ana@example.com, mail ana example com",
        "ﬁne １２, fine 12",
        "straße STRASSE, straße strasse",
        "Ёлка ёлка, елка елка",
        "'\t\r\n', ''",
        "😀 ok 😀, ok",
    })
    void foldsWords(String text, String terms) {
        assertThat(
                        Terms.words(text).stream()
                                .map(Terms.Word::term)
                                .collect(Collectors.joining(" ")))
                .isEqualTo(terms);
    }

    @Test
    void knowsWhereTheyAre() {
        String text = "Mi envi\u0301o roto";

        Terms.Word word = Terms.words(text).get(1);

        assertThat(word.term()).isEqualTo("envio");
        assertThat(text.substring(word.from(), word.to())).isEqualTo("envi\u0301o");
    }

    @Test
    void areSoManyOfAMessageAndNoLongerThanWords() {
        String many =
                IntStream.range(0, 100).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));

        assertThat(Terms.of(List.of("word1 word1", many))).hasSize(Terms.MOST).contains("word1");
        assertThat(Terms.of(List.of("x".repeat(33), "y".repeat(32)))).containsOnly("y".repeat(32));
        assertThat(Terms.of(List.of("\u0301".repeat(100_000), "")).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "hello"                                             | hello
                    {"type":"text","id":"m-1","text":"hi"}              | hi
                    {"messagePayload":{"text":"deep"},"type":"x"}       | deep
                    {"image":{"id":"7","caption":"broken"}}             | broken
                    {"text":"choose","options":[{"id":"a","title":"A"}]}| choose,A
                    {"a":"one","b":[2,"three",null,true]}               | one,three
                    {"erased":true}                                     | ``
                    {"n":1}                                             | ``
                    {                                                   | ``
                    """)
    void areOfTextsThatPeopleRead(String json, String texts) {
        assertThat(String.join(",", SpokenTexts.of(new Content(json)))).isEqualTo(texts);
    }

    @Test
    void areNotOfNotes() {
        AgentNote note = new AgentNote("{\"text\":\"secret\"}");

        assertThat(SpokenTexts.of(Content.forAgents(note))).isEmpty();
        assertThat(SpokenTexts.of(new Content("{\"text\":\"hi\"}", note))).containsExactly("hi");
    }
}
