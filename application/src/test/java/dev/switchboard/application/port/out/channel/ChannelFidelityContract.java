package dev.switchboard.application.port.out.channel;

import static dev.switchboard.application.port.out.channel.RegistryContract.list;
import static dev.switchboard.application.port.out.channel.RegistryContract.number;
import static dev.switchboard.application.port.out.channel.RegistryContract.object;
import static dev.switchboard.application.port.out.channel.RegistryContract.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.ChannelStatus;
import dev.switchboard.domain.channel.Metadata;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.channel.SigningSecrets;
import dev.switchboard.domain.channel.Verification;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValues;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Channels are read exactly as they were written.
public interface ChannelFidelityContract extends RegistryContract {
    @Test
    default void keepsSecretsAndTheirExpiry() {
        SigningSecret next = new SequentialIds().signingSecret(Seed.NOW.plusSeconds(60));
        Channel rotated =
                Seed.channel().rotateSecret(next, Seed.NOW.plusSeconds(60), Duration.ofDays(1));
        registry().insert(rotated);

        SigningSecrets found = registry().find(Seed.CHANNEL).orElseThrow().secrets();

        assertThat(found).isEqualTo(rotated.secrets());
        assertThat(found.all()).hasSize(2);
        assertThat(found.all().getFirst().expiresAt()).isNull();
    }

    @Test
    default void keepsAChannelWithoutSecrets() {
        Channel seed = Seed.channel();
        Channel unsigned =
                new Channel(
                        seed.id(),
                        seed.profile(),
                        7,
                        seed.status(),
                        SigningSecrets.none(),
                        seed.verification(),
                        seed.createdAt(),
                        9);
        registry().insert(unsigned);

        assertThat(registry().find(Seed.CHANNEL)).contains(unsigned);
    }

    @Test
    default void keepsEveryStatus() {
        for (ChannelStatus status :
                List.of(
                        ChannelStatus.ENABLED,
                        new ChannelStatus.Disabled(""),
                        new ChannelStatus.Disabled(ChannelStatus.GONE))) {
            keeps(Seed.channel().withStatus(status));
        }
    }

    @Test
    default void keepsEveryVerification() {
        Verification.Check failed = new Verification.Check("callback", false, true, "none came");
        Verification.Check passed = new Verification.Check("json_body", true, false, "");
        for (Verification verification :
                List.of(
                        Verification.UNVERIFIED,
                        new Verification.Probed(List.of(failed, passed), Seed.NOW),
                        new Verification.Probed(List.of(), Seed.NOW))) {
            keeps(Seed.channel().withVerification(verification));
        }
    }

    @Test
    default void keepsTextOfEveryScript() {
        String text =
                "caf\u00e9 cafe\u0301 \u05e9\u05dc\u05d5\u05dd \ud83d\udc69\u200d\ud83d\udc67 \"\n\t\\";
        keepsProfile(
                new ChannelProfile(
                        text,
                        text,
                        Seed.profile().metadata(),
                        List.of("\u00e9", "e\u0301", "$x.y")));
    }

    @Test
    default void keepsEmptyTextsAndTags() {
        keepsProfile(new ChannelProfile("", "", Seed.profile().metadata(), List.of()));
    }

    @Test
    default void keepsMetadataOfEveryJsonType() {
        Map<String, JsonValue> nested = new LinkedHashMap<>();
        nested.put("z", JsonValue.NULL);
        nested.put("a", new JsonBoolean(true));
        nested.put("list", list(list(), new JsonObject(Map.of()), text(""), JsonValue.NULL));
        nested.put("_id", number("0"));
        nested.put("_class", text("java.lang.Object"));
        nested.put("", text("empty key"));
        nested.put("\ud83d\udd11", object("deep", object("deeper", list(number("1")))));

        keepsMetadata(new JsonObject(nested));
    }

    @Test
    default void keepsNumbersAsTheyWereWritten() {
        keepsMetadata(
                list(
                        number("0"),
                        number("-1"),
                        number("1.0"),
                        number("0.10"),
                        number("1E+3"),
                        number("9223372036854775807"),
                        number("12345678901234567890.123456789")));
    }

    @Test
    default void keepsNumbersOfAnyLength() {
        keepsMetadata(
                list(number("1234567890".repeat(5)), number("0." + "0".repeat(60) + "123456789")));
    }

    private void keeps(Channel channel) {
        registry().find(channel.id()).ifPresent(old -> registry().remove(old.id(), old.revision()));
        registry().insert(channel);

        assertThat(registry().find(channel.id())).contains(channel);
    }

    private void keepsProfile(ChannelProfile profile) {
        keeps(
                Channel.register(
                        Seed.CHANNEL,
                        profile,
                        Seed.channel().secrets().all().getFirst(),
                        Seed.NOW));
    }

    private void keepsMetadata(JsonValue nested) {
        Map<String, JsonValue> members =
                new LinkedHashMap<>(Seed.profile().metadata().values().members());
        members.put("nested", nested);
        Metadata metadata = Metadata.of(members);

        keepsProfile(new ChannelProfile("", "", metadata, List.of()));

        Channel found = registry().find(Seed.CHANNEL).orElseThrow();
        assertThat(JsonValues.write(found.profile().metadata().values()))
                .isEqualTo(JsonValues.write(metadata.values()));
    }
}
