package dev.switchboard.adapter.out.persistence.embedded.document;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/// Records as hubs wrote them before they were documents: read, and never written again.
final class OldForms {

    private OldForms() {}

    /// Of a table that never had another form.
    static Document none(int version, ByteReader value) {
        throw new DamagedRecordException("its version is unknown");
    }

    static Document erasure(int version, ByteReader value) {
        require(version, 1);
        Document erasure =
                new Document("_id", value.text())
                        .append("pseudonym", value.text())
                        .append("asked_by", value.text())
                        .append("asked_at", date(value));
        boolean done = value.flag();
        Date doneAt = date(value);
        if (done) {
            erasure.append("done_at", doneAt);
        }
        erasure.append(
                "figures",
                new Document("conversations", value.number())
                        .append("messages", value.number())
                        .append("deliveries", value.number())
                        .append("files", value.number()));
        if (value.flag()) {
            erasure.append(
                    "person",
                    new Document("name", value.text())
                            .append("conversations", texts(value))
                            .append("subjects", texts(value))
                            .append("browsers", texts(value)));
        }
        return erasure;
    }

    private static void require(int version, int newest) {
        if (version < 1 || version > newest) {
            throw new DamagedRecordException("its version is unknown");
        }
    }

    private static Date date(ByteReader value) {
        Instant instant = value.instant();
        return Date.from(instant);
    }

    private static List<String> texts(ByteReader value) {
        List<String> texts = new ArrayList<>();
        for (long left = value.number(); left > 0; left--) {
            texts.add(value.text());
        }
        return texts;
    }
}
