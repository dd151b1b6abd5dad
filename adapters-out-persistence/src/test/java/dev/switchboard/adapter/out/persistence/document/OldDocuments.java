package dev.switchboard.adapter.out.persistence.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.bson.Document;

/// Documents that hubs wrote to MongoDB before cold tables existed.
public final class OldDocuments {

    private OldDocuments() {}

    public static List<Document> of(TableForm form) {
        String resource = "/old/%s.json".formatted(form.name());
        try (InputStream bytes = requireNonNull(OldDocuments.class.getResourceAsStream(resource))) {
            return new String(bytes.readAllBytes(), UTF_8).lines().map(Document::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
