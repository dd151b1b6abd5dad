package dev.switchboard.adapter.out.persistence.embedded.session;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.WAITING_PART;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Parts in order of arrival, also indexed by name to detect duplicates. There are few of them, and
/// none stays for long.
final class EmbeddedWaitingParts implements WaitingParts {

    /// Key: the time of arrival and the name. Value: the part.
    private static final int PART = 1;

    /// Key: the name. Value: the key of the part.
    private static final int NAME = 2;

    private static final int VERSION = 1;
    private static final Decoder<Part> PARTS = EmbeddedWaitingParts::part;

    private final Store store;

    EmbeddedWaitingParts(Store store) {
        this.store = store;
    }

    @Override
    public void put(Part part) {
        byte[] key = key(part);
        byte[] name = name(part);
        byte[] value = value(part);
        store.write(batch -> {
            boolean isNew = batch.get(WAITING_PART, name) == null;
            if (isNew) {
                batch.put(WAITING_PART, name, key);
                batch.putWords(WAITING_PART, key, value);
            }
            return isNew;
        });
    }

    private static byte[] key(Part part) {
        ByteWriter key = new ByteWriter(128).octet(PART).instant(part.at());
        return named(key, part).toBytes();
    }

    private static byte[] name(Part part) {
        return named(new ByteWriter(128).octet(NAME), part).toBytes();
    }

    private static ByteWriter named(ByteWriter key, Part part) {
        return key.keyText(part.conversation().value())
                .keyText(part.answer())
                .int32(part.index())
                .keyText(part.fingerprint());
    }

    private static byte[] value(Part part) {
        return new ByteWriter(256)
                .octet(VERSION)
                .text(part.conversation().value())
                .text(part.answer())
                .int32(part.index())
                .text(part.fingerprint())
                .text(part.reply())
                .instant(part.at())
                .toBytes();
    }

    private static Part part(ByteReader value) {
        Decoder.version(value, VERSION);
        return new Part(
                new ConversationId(value.text()),
                value.text(),
                value.int32(),
                value.text(),
                value.text(),
                value.instant());
    }

    @Override
    public void remove(Part part) {
        byte[] name = name(part);
        store.write(batch -> remove(batch, name));
    }

    private static boolean remove(Batch batch, byte[] name) {
        byte @Nullable [] key = batch.get(WAITING_PART, name);
        if (key == null) {
            return false;
        }
        batch.deleteOnce(WAITING_PART, name);
        batch.deleteOnce(WAITING_PART, key);
        return true;
    }

    @Override
    public List<Part> all() {
        byte[] each = new ByteWriter(1).octet(PART).toBytes();
        return store.read(view -> parts(view, each, Scan::value));
    }

    @Override
    public List<Part> of(ConversationId conversation) {
        byte[] each = new ByteWriter(128).octet(NAME).keyText(conversation.value()).toBytes();
        return store.read(view -> parts(view, each, scan -> view.get(WAITING_PART, scan.value())));
    }

    private static List<Part> parts(
            View view, byte[] prefix, Function<Scan, byte @Nullable []> reader) {
        List<Part> parts = new ArrayList<>();
        try (Scan scan = view.scan(WAITING_PART, prefix)) {
            while (scan.next()) {
                PARTS.ifSound(WAITING_PART, () -> reader.apply(scan)).ifPresent(parts::add);
            }
        }
        return parts;
    }
}
