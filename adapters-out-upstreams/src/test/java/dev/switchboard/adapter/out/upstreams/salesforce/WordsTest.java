package dev.switchboard.adapter.out.upstreams.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.upstreams.salesforce.entry.ConversationEntry;
import dev.switchboard.adapter.out.upstreams.salesforce.entry.Parts;
import dev.switchboard.adapter.out.upstreams.salesforce.entry.Parts.Part;
import dev.switchboard.adapter.out.upstreams.salesforce.entry.SseEvents;
import dev.switchboard.adapter.out.upstreams.salesforce.entry.SseEvents.Event;
import dev.switchboard.domain.desk.DeskSession.Token;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The small rules: queries, parts of texts, the pace, lines of streams, tokens.
class WordsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "o'x+1@e.com,'o\\'x+1@e.com',%27o%5C%27x%2B1%40e.com%27",
                "a\\b,'a\\\\b',%27a%5C%5Cb%27",
                "a b&c=d,'a b&c=d',%27a%20b%26c%3Dd%27"
            })
    void queriesSayNothingButWhatTheyAreGiven(String value, String quoted, String encoded) {
        assertThat(Soql.quoted(value)).isEqualTo(quoted);
        assertThat(Soql.encoded(quoted)).isEqualTo(encoded);
    }

    @Nested
    class ATextInParts {

        private static List<String> cut(String text) {
            return Parts.of(Rig.message(1), List.of(text)).stream().map(Part::text).toList();
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 3999, 4000, 4001, 8000, 8001, 12_345})
        void isTheTextAgain(int length) {
            String text =
                    IntStream.range(0, length)
                            .mapToObj(i -> i % 7 == 6 ? " " : "" + i % 10)
                            .collect(Collectors.joining());

            assertThat(String.join("", cut(text))).isEqualTo(text);
            assertThat(cut(text)).allMatch(part -> part.length() <= Parts.LONGEST);
        }

        @Test
        void isCutWithinNoCharacter() {
            String text = "x" + "\ud83d\ude4f".repeat(4000);

            assertThat(String.join("", cut(text))).isEqualTo(text);
            assertThat(cut(text))
                    .allMatch(part ->
                            part.equals(
                                    new String(
                                            part.getBytes(StandardCharsets.UTF_8),
                                            StandardCharsets.UTF_8)));
        }

        @Test
        void isCutBetweenWords() {
            assertThat(cut("palabra ".repeat(600)).getFirst()).endsWith("palabra ");
        }

        @Test
        void hasNoPartsIfItSaysNothing() {
            assertThat(cut("")).isEmpty();
        }

        @Test
        void bearsTheIdOfItsMessageInTheEnd() {
            List<Part> parts = Parts.of(Rig.message(1), List.of("notice", "caption"));

            assertThat(parts)
                    .containsExactly(
                            new Part(ConversationEntry.idOf(Rig.message(1), 1), "notice"),
                            new Part(ConversationEntry.idOf(Rig.message(1), 0), "caption"));
        }
    }

    @Nested
    class APace {

        private final Pace pace = new Pace(() -> 22);

        @Test
        void isNeverMoreThanItsNumberInAnyMinute() {
            List<Instant> sent = new ArrayList<>();
            Instant now = NOW;
            for (int i = 0; i < 60; i++) {
                now = pace.next(now).isAfter(now) ? pace.next(now) : now;
                sent.add(now);
                pace.ended(now.plusMillis(100));
                now = now.plusMillis(150);
            }

            for (Instant one : sent) {
                Instant end = one.plus(Duration.ofMinutes(1));
                assertThat(sent.stream().filter(it -> !it.isBefore(one) && it.isBefore(end)))
                        .hasSizeLessThanOrEqualTo(22);
            }
            assertThat(Duration.between(NOW, sent.getLast())).isLessThan(Duration.ofMinutes(3));
        }

        @Test
        void countsFromWhenTheLastOneWasThere() {
            for (int i = 0; i < 22; i++) {
                pace.ended(NOW.plusSeconds(i));
            }

            assertThat(pace.next(NOW.plusSeconds(22))).isEqualTo(NOW.plusSeconds(60));
        }

        @Test
        void goesOnIfTheClockWasSetBack() {
            Pace one = new Pace(() -> 1);
            assertThat(one.take(NOW)).isTrue();

            assertThat(one.take(NOW.minusSeconds(3600))).isTrue();
            assertThat(one.take(NOW.minusSeconds(3541))).isFalse();
        }

        @Test
        void goesOnAtOnceIfTheClockWasAheadForAWhile() {
            Pace two = new Pace(() -> 2);
            two.ended(NOW);
            two.ended(NOW.plusSeconds(3600));

            assertThat(two.take(NOW.plusSeconds(10))).isTrue();
            assertThat(two.take(NOW.plusSeconds(11))).isFalse();
        }

        @Test
        void letsNobodyInAboveItsNumber() {
            Pace two = new Pace(() -> 2);

            assertThat(two.take(NOW)).isTrue();
            assertThat(two.take(NOW)).isTrue();
            assertThat(two.take(NOW.plusSeconds(59))).isFalse();
            assertThat(two.take(NOW.plusSeconds(60))).isTrue();
        }

        @Test
        void getsSlowerWhenAnotherHubTakesItsShare() {
            AtomicInteger most = new AtomicInteger(4);
            Pace shared = new Pace(most::get);
            for (int i = 0; i < 4; i++) {
                assertThat(shared.take(NOW.plusSeconds(i))).isTrue();
            }

            most.set(2);

            assertThat(shared.take(NOW.plusSeconds(61))).isFalse();
            assertThat(shared.take(NOW.plusSeconds(62))).isTrue();
            assertThat(shared.take(NOW.plusSeconds(63))).isTrue();
            assertThat(shared.take(NOW.plusSeconds(64))).isFalse();
        }
    }

    @Nested
    class AStream {

        private final SseEvents events = new SseEvents();

        private List<Event> read(String lines) {
            return lines.lines().map(events::take).filter(event -> event != null).toList();
        }

        @Test
        void hasEventsOfLines() {
            assertThat(read("id: 1\nevent: A\ndata: x\ndata:y\n\n: comment\n\ndata: z\n\n"))
                    .containsExactly(new Event("1", "A", "x\ny"), new Event("1", "", "z"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"\n", "event: A\n\n", "nonsense\n\n", ":\n\n", "id: 9\n\n"})
        void hasNoEventWithoutData(String lines) {
            assertThat(read(lines)).isEmpty();
        }

        @Test
        void dropsWhatIsTooLongAndGoesOn() {
            String huge = "data: " + "x".repeat(600_000) + "\n";

            assertThat(read(huge + huge + "\ndata: next\n\n"))
                    .containsExactly(new Event("", "", "next"));
        }

        @Test
        void hasNoIdWithANul() {
            assertThat(read("id: 1\n\ndata: a\nid: 2\0\n\n"))
                    .containsExactly(new Event("1", "", "a"));
        }
    }

    @Nested
    class ATokenOfTheChat {

        private static Token token(String claims) {
            String part =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(claims.getBytes(StandardCharsets.UTF_8));
            return ChatTokens.token("e30." + part + ".sig", NOW);
        }

        @Test
        void isRenewedAfterFourFifthsOfItsLife() {
            long now = NOW.getEpochSecond();
            Token token = token("{\"iat\":%d,\"exp\":%d}".formatted(now, now + 21_600));

            assertThat(token.renewAt()).isEqualTo(NOW.plusSeconds(17_280));
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "half{", "{\"exp\":1}", "{\"exp\":\"soon\"}"})
        void isRenewedNowAndThenIfItDoesNotSayWhenItEnds(String claims) {
            assertThat(token(claims).renewAt()).isEqualTo(NOW.plusSeconds(2_880));
            assertThat(ChatTokens.token("opaque", NOW).renewAt()).isEqualTo(NOW.plusSeconds(2_880));
            assertThat(ChatTokens.token("a.%%.c", NOW).renewAt()).isEqualTo(NOW.plusSeconds(2_880));
        }
    }
}
