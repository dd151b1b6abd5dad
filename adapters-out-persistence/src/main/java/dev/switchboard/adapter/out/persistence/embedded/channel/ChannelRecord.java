package dev.switchboard.adapter.out.persistence.embedded.channel;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.CHANNEL;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.record.JsonBytes;
import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.ChannelStatus;
import dev.switchboard.domain.channel.ChannelStatus.Disabled;
import dev.switchboard.domain.channel.ChannelStatus.Enabled;
import dev.switchboard.domain.channel.Metadata;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.channel.SigningSecrets;
import dev.switchboard.domain.channel.Verification;
import dev.switchboard.domain.channel.Verification.Check;
import dev.switchboard.domain.channel.Verification.Probed;
import dev.switchboard.domain.channel.Verification.Unverified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A channel as a value. The revision comes first, so it can be compared without decoding the rest.
record ChannelRecord(SecretCipher cipher) {

    private static final int VERSION = 1;

    static long revision(byte[] channel) {
        ByteReader value = new ByteReader(channel);
        Decoder.version(value, VERSION);
        return value.number();
    }

    byte[] write(Channel channel) {
        ByteWriter value =
                new ByteWriter(1024)
                        .octet(VERSION)
                        .number(channel.revision())
                        .number(channel.version())
                        .instant(channel.createdAt());
        ChannelProfile profile = channel.profile();
        value.text(profile.name()).text(profile.description());
        writeAll(value, profile.tags(), value::text);
        JsonBytes.write(value, profile.metadata().values());
        write(value, channel.status());
        write(value, channel.verification());
        writeAll(value, channel.secrets().all(), it -> write(value, it, channel.id()));
        return value.toBytes();
    }

    private static <T> void writeAll(ByteWriter value, List<T> items, Consumer<T> writer) {
        value.number(items.size());
        items.forEach(writer);
    }

    private static void write(ByteWriter value, ChannelStatus status) {
        switch (status) {
            case Enabled _ -> value.flag(true);
            case Disabled(String reason) -> value.flag(false).text(reason);
        }
    }

    private static void write(ByteWriter value, Verification verification) {
        switch (verification) {
            case Unverified _ -> value.flag(false);
            case Probed(List<Check> checks, Instant at) -> {
                value.flag(true).instant(at);
                writeAll(value, checks, check -> write(value, check));
            }
        }
    }

    private static ByteWriter write(ByteWriter value, Check check) {
        return value.text(check.name())
                .flag(check.ok())
                .flag(check.required())
                .text(check.detail());
    }

    private ByteWriter write(ByteWriter value, SigningSecret secret, ChannelId owner) {
        value.text(secret.id())
                .text(cipher.encrypt(secret.secret(), owner.value()))
                .instant(secret.createdAt());
        Instant expiresAt = secret.expiresAt();
        return expiresAt == null ? value.flag(false) : value.flag(true).instant(expiresAt);
    }

    /// Empty if the value cannot be read.
    Optional<Channel> read(ChannelId id, byte @Nullable [] channel) {
        Decoder<Channel> decoder = value -> read(value, id);
        return decoder.ifSound(CHANNEL, channel);
    }

    private Channel read(ByteReader value, ChannelId id) {
        Decoder.version(value, VERSION);
        long revision = value.number();
        long version = value.number();
        Instant createdAt = value.instant();
        ChannelProfile profile = profile(value);
        ChannelStatus status = value.flag() ? ChannelStatus.ENABLED : new Disabled(value.text());
        Verification verification = value.flag() ? probed(value) : Verification.UNVERIFIED;
        List<SigningSecret> secrets = readAll(value, it -> secret(it, id));
        return new Channel(
                id,
                profile,
                version,
                status,
                new SigningSecrets(secrets),
                verification,
                createdAt,
                revision);
    }

    private static ChannelProfile profile(ByteReader value) {
        String name = value.text();
        String description = value.text();
        List<String> tags = readAll(value, ByteReader::text);
        return new ChannelProfile(
                name, description, new Metadata(JsonBytes.readObject(value)), tags);
    }

    private static <T> List<T> readAll(ByteReader value, Function<ByteReader, T> reader) {
        List<T> items = new ArrayList<>();
        long count = value.number();
        for (long i = 0; i < count; i++) {
            items.add(reader.apply(value));
        }
        return items;
    }

    private static Verification probed(ByteReader value) {
        Instant at = value.instant();
        return new Probed(readAll(value, ChannelRecord::check), at);
    }

    private static Check check(ByteReader value) {
        return new Check(value.text(), value.flag(), value.flag(), value.text());
    }

    private SigningSecret secret(ByteReader value, ChannelId owner) {
        return new SigningSecret(
                value.text(),
                cipher.decrypt(value.text(), owner.value()),
                value.instant(),
                value.flag() ? value.instant() : null);
    }
}
