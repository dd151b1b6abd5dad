package dev.switchboard.adapter.in.web.yalo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.json.StrictJson;
import dev.switchboard.adapter.in.web.json.UnreadableJsonException;
import dev.switchboard.application.fakes.QuietLog;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages.InboundMessage;
import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.fuzz.Seeds;
import dev.switchboard.domain.json.JsonReader;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// A platform's batch is events, receipts and names, however little of it is as expected. A time
/// that is none is now.
@ExtendWith(QuietLog.class)
class PlatformFuzzTest {

    private static final int DIGITS_OF_NO_TIME = 17;

    private static final YaloWebProperties YALO =
            new Binder(new MapConfigurationPropertySource(Map.of()))
                    .bindOrCreate("switchboard.yalo", Bindable.of(YaloWebProperties.class));

    private static Fuzz fuzz(String name) {
        return Fuzz.of(name)
                .seeds(Seeds.in("meta-events"))
                .words(
                        "\"timestamp\":",
                        "\"from\":",
                        "\"entry\":[",
                        "\"text\":{\"body\":",
                        "{}",
                        "[]")
                .words("\"type\":\"location\"", "\"contacts\":[", "1636756917", "\"1e2147483647\"")
                .refusedBy(UnreadableJsonException.class);
    }

    @Test
    void readsWhatItCanOfABatch() {
        fuzz("batches of platforms")
                .bytes(body -> {
                    JsonObject batch = StrictJson.parseWholeObject(body);
                    List<PlatformEvent> events = new ArrayList<>(MetaEvents.read(batch));
                    events.addAll(MessengerEvents.read(batch, false));
                    events.forEach(PlatformFuzzTest::requireJournaled);
                    MetaEvents.receipts(batch, YALO)
                            .forEach(receipt -> assertThat(receipt.id()).isNotEmpty());
                    MetaNames.read(batch, YALO)
                            .forEach(report -> assertThat(report.names()).isNotEmpty());
                    return !events.isEmpty();
                });
    }

    @Test
    void readsOneEventOrSaysWhatIsMissing() {
        fuzz("events of platforms")
                .bytes(body -> {
                    JsonObject one = StrictJson.parseWholeObject(body);
                    BodyFields fields = new BodyFields("Payload", one);
                    PlatformEvent event = YaloWhatsAppEvent.read(fields, one);
                    assertThat(event == null).isNotEqualTo(fields.complaint().isEmpty());
                    if (event != null) {
                        requireJournaled(event);
                    }
                    return event != null;
                });
    }

    /// Read again from each of its marks, it would take longer than a test may.
    @Test
    void readsALongAddressOnce() {
        String url = "?".repeat(1_000_000) + "\nx";
        JsonObject page =
                (JsonObject)
                        JsonReader.read(
                                """
                                {"entry":[{"messaging":[{"sender":{"id":"7"},"message":{"mid":"m",
                                 "attachments":[{"type":"image","payload":{"url":"%s"}}]}}]}]}
                                """
                                        .formatted(url.replace("\n", "\\n")));

        assertThat(MessengerEvents.read(page, true))
                .extracting(event -> event.body().file().mimeType())
                .containsExactly("image/jpeg");
    }

    private static void requireJournaled(PlatformEvent event) {
        InboundMessage message = event.heard(YALO.conversation(event.user()), "whatsapp", Seed.NOW);
        JsonValue read = JsonReader.read(message.content().text());
        assertThat(StrictJson.parseJournaled(message.content().text())).isEqualTo(read);
        long at = at((JsonObject) read);
        assertThat(at).isNotNegative();
        assertThat(at == Seed.NOW.toEpochMilli() || !isNoTime(event.timestamp())).isTrue();
    }

    private static long at(JsonObject journaled) {
        return journaled.members().get(PlatformEvent.TIMESTAMP) instanceof JsonNumber(var millis)
                ? millis.longValueExact()
                : -1;
    }

    private static boolean isNoTime(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            return (long) number.precision() - number.scale() > DIGITS_OF_NO_TIME;
        } catch (NumberFormatException _) {
            return true;
        }
    }
}
