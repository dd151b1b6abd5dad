package dev.switchboard.adapter.out.persistence.embedded.media;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.MEDIA;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores a file in pieces, each in a write of its own, so that messages do not wait for a large
/// file. The last piece comes with the file's record, which makes the file visible. The first comes
/// with its age, so that the purge finds a file that a crash left incomplete.
public final class EmbeddedMediaFiles implements MediaFiles {

    /// Key: the file. Value: its record.
    private static final int RECORD = 1;

    /// Key: the file and the number of the piece. Value: the bytes.
    private static final int PIECE = 2;

    /// Key: the time of arrival and the file. Value: empty.
    private static final int AGE = 3;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMediaFiles.class);

    /// The second version names the tenant; files of the first are the default tenant's.
    private static final int VERSION = 2;

    private static final int LONGEST = 256 * 1024;
    private static final int STEP = 100;
    private static final byte[] NOTHING = {};
    private static final Decoder<MediaFile> DECODER = EmbeddedMediaFiles::read;

    private final Store store;

    public EmbeddedMediaFiles(Store store) {
        this.store = store;
    }

    @Override
    public void keep(MediaFile file, byte[] bytes) {
        int last = (bytes.length - 1) / LONGEST;
        for (int number = 0; number <= last; number++) {
            int from = number * LONGEST;
            int until = Math.min(bytes.length, from + LONGEST);
            keep(file, number, Arrays.copyOfRange(bytes, from, until), number == last);
        }
    }

    private void keep(MediaFile file, int number, byte[] piece, boolean last) {
        store.write(batch -> {
            if (number == 0) {
                batch.put(MEDIA, age(file.at(), file.id()), NOTHING);
            }
            batch.put(MEDIA, key(file.id(), number), piece);
            if (last) {
                batch.put(MEDIA, key(RECORD, file.id()).toBytes(), write(file));
            }
            return file;
        });
    }

    private static byte[] write(MediaFile file) {
        return new ByteWriter(256)
                .octet(VERSION)
                .text(file.id().value())
                .text(file.name())
                .text(file.mimeType())
                .number(file.size())
                .instant(file.at())
                .text(file.tenant().value())
                .toBytes();
    }

    private static MediaFile read(ByteReader value) {
        int version = Decoder.version(value, VERSION);
        return new MediaFile(
                new MediaId(value.text()),
                value.text(),
                value.text(),
                Math.toIntExact(value.number()),
                value.instant(),
                version == 1 ? TenantId.DEFAULT : new TenantId(value.text()));
    }

    private static ByteWriter key(int kind, MediaId id) {
        return new ByteWriter(64).octet(kind).keyText(id.value());
    }

    private static byte[] key(MediaId id, int number) {
        return key(PIECE, id).int32(number).toBytes();
    }

    private static byte[] age(Instant at, MediaId id) {
        return new ByteWriter(64).octet(AGE).instant(at).keyText(id.value()).toBytes();
    }

    @Override
    public Optional<MediaFile> find(MediaId id) {
        return store.read(view -> find(view, id));
    }

    private static Optional<MediaFile> find(View view, MediaId id) {
        return DECODER.ifSound(MEDIA, () -> view.get(MEDIA, key(RECORD, id).toBytes()));
    }

    @Override
    public Optional<byte[]> bytes(MediaId id) {
        return store.read(view -> find(view, id).map(file -> bytes(view, file)))
                .filter(bytes -> bytes.length > 0);
    }

    /// Empty if the purge was faster, or a piece is damaged.
    private static byte[] bytes(View view, MediaFile file) {
        try {
            return whole(view, file);
        } catch (DamagedRecordException e) {
            LOG.error("The file {} cannot be read: {}", file.id(), e.getMessage());
            return NOTHING;
        }
    }

    private static byte[] whole(View view, MediaFile file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(file.size());
        for (int number = 0; bytes.size() < file.size(); number++) {
            byte[] piece = view.get(MEDIA, key(file.id(), number));
            if (piece == null) {
                return NOTHING;
            }
            bytes.writeBytes(piece);
        }
        return bytes.toByteArray();
    }

    @Override
    public void forget(MediaId id) {
        store.write(batch -> {
            Optional<MediaFile> file =
                    DECODER.ifSound(MEDIA, batch.get(MEDIA, key(RECORD, id).toBytes()));
            file.ifPresent(there -> purge(batch, List.of(age(there.at(), id))));
            return file;
        });
    }

    @Override
    public int purge(Instant before) {
        int removed = 0;
        List<byte[]> page;
        do {
            List<byte[]> ages = store.read(view -> old(view, before));
            page = ages;
            removed += ages.isEmpty() ? 0 : store.write(batch -> purge(batch, ages));
        } while (page.size() == STEP);
        return removed;
    }

    /// Whether there is any file from before an instant.
    public static boolean hasAnyBefore(View view, Instant before) {
        byte[] until = new ByteWriter(16).octet(AGE).instant(before).toBytes();
        try (Scan scan = view.scan(MEDIA, new byte[] {AGE}, until)) {
            return scan.next();
        }
    }

    private static List<byte[]> old(View view, Instant before) {
        byte[] from = {AGE};
        byte[] until = new ByteWriter(16).octet(AGE).instant(before).toBytes();
        List<byte[]> found = new ArrayList<>();
        try (Scan scan = view.scan(MEDIA, from, until)) {
            while (found.size() < STEP && scan.next()) {
                found.add(scan.key());
            }
        }
        return found;
    }

    private static int purge(Batch batch, List<byte[]> ages) {
        for (byte[] age : ages) {
            ByteReader name = new ByteReader(age);
            name.octet();
            name.instant();
            MediaId id = new MediaId(name.keyText());
            byte[] pieces = key(PIECE, id).toBytes();
            batch.deleteRange(MEDIA, pieces, ByteWriter.behind(pieces));
            batch.delete(MEDIA, key(RECORD, id).toBytes());
            batch.delete(MEDIA, age);
        }
        return ages.size();
    }
}
