package dev.switchboard.adapter.in.web.request;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.fuzz.Fuzz;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/// What callers write into headers and addresses is read, or refused as theirs.
class RequestTextFuzzTest {

    private static final List<Predicate<String>> READERS =
            List.of(
                    text ->
                            IfMatch.of(text) instanceof IfMatch.Version(long version)
                                    && version > 0,
                    text -> IfMatch.named(text) != null,
                    text -> QueryText.limit(text) > 0,
                    text -> QueryText.after(text) >= 0,
                    text -> isTime(requireNonNull(QueryText.instant("since", text))),
                    text -> RepeatKey.required(text).equals(text),
                    RequestTextFuzzTest::isQuery);

    @Test
    void isReadOrRefused() {
        Fuzz.of("headers and queries")
                .seeds(
                        "\"7\"",
                        "*",
                        "\"0a-Z\"",
                        "100",
                        "2026-01-31T12:00:00Z",
                        "token=a%20b&token=c&sig=%C3%A9",
                        "order-7")
                .kept("+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z")
                .kept("&".repeat(20_000))
                .words(
                        "%",
                        "%zz", "%-1", "token=", "&", "W/\"", "+999999999", "-12-31T", "23:59:60Z")
                .texts(text -> READERS.stream().filter(reader -> isRead(reader, text)).count() > 0);
    }

    private static boolean isRead(Predicate<String> reader, String text) {
        try {
            return reader.test(text);
        } catch (InvalidValueException | ProblemException _) {
            return false;
        }
    }

    /// Every store can keep it and look for it.
    private static boolean isTime(Instant time) {
        assertThat(ChronoUnit.MICROS.between(Instant.EPOCH, time) / 1_000)
                .isBetween(time.toEpochMilli() - 1, time.toEpochMilli() + 1);
        return true;
    }

    private static boolean isQuery(String query) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setQueryString(query);
        assertThat(QueryText.all(request).values()).allMatch(values -> values.length > 0);
        return !QueryText.all(request, "token").isEmpty();
    }
}
