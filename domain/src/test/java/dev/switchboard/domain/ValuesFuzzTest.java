package dev.switchboard.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.backup.BackupId;
import dev.switchboard.domain.canned.LanguageTag;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.channel.FieldPath;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.ExternalId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.identity.MarkedSecret;
import dev.switchboard.domain.identity.MarkedSecret.Mark;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.search.SpokenTexts;
import dev.switchboard.domain.search.Terms;
import dev.switchboard.domain.search.Terms.Word;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Values that strangers write as texts: each text of a value reads as that value, and all else is
/// refused.
class ValuesFuzzTest {

    private static final List<Function<String, Object>> VALUES =
            List.of(
                    ValuesFuzzTest::endpoint,
                    FieldPath::parse,
                    Target::parse,
                    LanguageTag::new,
                    BackupId::new,
                    MediaId::new,
                    MessageId::new,
                    ConversationId::named,
                    ExternalId::new,
                    text -> found(UserRef.parse(text)),
                    ValuesFuzzTest::number);

    @Test
    void areReadFromTheirTexts() {
        Fuzz.of("texts of values")
                .seeds(
                        "https://hub.example:8443/a/b?c=d",
                        "http://my_host:5001/incoming",
                        "http://[2001:db8::1]:80/",
                        "channel_metadata.team.name",
                        "channel_tags",
                        "channel:slack",
                        "clients:live",
                        "pt-BR",
                        "es-419",
                        "20260131T120000.000Z-0123456789abcdef01234567",
                        "550e8400-e29b-41d4-a716-446655440000",
                        "msg_0123456789abcdef0123456789abcdef",
                        "session:abc123",
                        "netomi:c-1",
                        "5217331175599",
                        "org:12345:user:67890",
                        "7.0",
                        "7e0")
                .words(
                        "http://",
                        "https://",
                        ":",
                        "_",
                        "@",
                        "#",
                        "org:",
                        ":user:",
                        "T",
                        "Z-",
                        "msg_")
                .inputs(10_000)
                .texts(text -> VALUES.stream().filter(value -> isOne(value, text)).count() > 0);
    }

    private static boolean isOne(Function<String, Object> value, String text) {
        Object read;
        try {
            read = value.apply(text);
        } catch (InvalidValueException _) {
            return false;
        }
        assertThat(value.apply(read.toString())).isEqualTo(read);
        return true;
    }

    private static EndpointUrl endpoint(String text) {
        EndpointUrl url = EndpointUrl.parse(text);
        assertThat(url.host()).isNotEmpty();
        assertThat(url.port()).isBetween(-1, 65_535);
        return url;
    }

    private static Object number(String text) {
        try {
            return found(ExternalId.of(new BigDecimal(text)));
        } catch (NumberFormatException _) {
            throw refused();
        }
    }

    private static Object found(Optional<?> value) {
        return value.orElseThrow(ValuesFuzzTest::refused);
    }

    private static InvalidValueException refused() {
        return new InvalidValueException("text", InvalidValueException.Reason.INVALID);
    }

    @Test
    void recognisesMarkedSecretsAndNothingElse() {
        String secret =
                MarkedSecret.of(Mark.API_KEY, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, new byte[32])
                        .whole()
                        .reveal();

        Fuzz.of("marked secrets")
                .seeds(secret)
                .words("sbk_", "sbr_", "sbc_")
                .inputs(10_000)
                .texts(text -> {
                    var read = MarkedSecret.parse(Mark.API_KEY, text);
                    assertThat(read.isPresent()).isEqualTo(text.equals(secret));
                    return read.isPresent();
                });
    }

    @Test
    void findsWordsWithinAnyText() {
        Fuzz.of("words of messages")
                .seeds(
                        "{\"text\":\"Env\u00edo gratis \ud83d\ude00 \ufdfa\",\"title\":[\"A\",7]}",
                        "Stra\u00dfe \u0130stanbul e\u0301 2\u00bd",
                        "\u4f60\u597d \u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35")
                .words("\"text\":", "\u0301", "\ufdfa", "\u00ad", "\u01c4")
                .inputs(10_000)
                .texts(text -> {
                    List<String> spoken = SpokenTexts.of(new Content(text));
                    assertThat(Terms.of(spoken)).hasSizeLessThanOrEqualTo(Terms.MOST);
                    for (Word word : Terms.words(text)) {
                        assertThat(word.from()).isBetween(0, word.to() - 1);
                        assertThat(word.to()).isLessThanOrEqualTo(text.length());
                    }
                    return !spoken.isEmpty();
                });
    }
}
