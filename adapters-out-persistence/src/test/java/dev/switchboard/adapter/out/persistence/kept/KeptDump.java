package dev.switchboard.adapter.out.persistence.kept;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/// A MongoDB database in files: for each collection one of its documents, as lines of extended
/// JSON, and one of its indexes.
///
/// @param folder has these files and no others
record KeptDump(Path folder) {

    private static final JsonWriterSettings WITH_TYPES =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();
    private static final String DOCUMENTS = ".jsonl";
    private static final String INDEXES = ".indexes.jsonl";

    /// Writes all that a database has, collections and lines in the order of the alphabet.
    void write(String uri) {
        withDatabase(
                uri,
                database -> {
                    for (String name : database.listCollectionNames()) {
                        write(name + DOCUMENTS, database.getCollection(name).find());
                        write(name + INDEXES, database.getCollection(name).listIndexes());
                    }
                });
    }

    private void write(String file, Iterable<Document> documents) {
        List<String> lines = new ArrayList<>();
        documents.forEach(each -> lines.add(withoutNamespace(each).toJson(WITH_TYPES)));
        lines.sort(null);
        try {
            Files.write(folder.resolve(file), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An index of an older server names its database.
    private static Document withoutNamespace(Document document) {
        Document copy = new Document(document);
        copy.remove("ns");
        return copy;
    }

    /// Restores it into an empty database.
    void restore(String uri) {
        withDatabase(
                uri,
                database -> {
                    for (String name : collections()) {
                        List<Document> documents = read(name + DOCUMENTS);
                        if (!documents.isEmpty()) {
                            database.getCollection(name).insertMany(documents);
                        }
                        List<Document> indexes =
                                read(name + INDEXES).stream()
                                        .filter(index -> !Objects.equals(index.get("name"), "_id_"))
                                        .toList();
                        if (!indexes.isEmpty()) {
                            database.runCommand(
                                    new Document("createIndexes", name).append("indexes", indexes));
                        }
                    }
                });
    }

    private List<String> collections() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(INDEXES))
                    .map(name -> name.substring(0, name.length() - INDEXES.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Document> read(String file) {
        try {
            return Files.readAllLines(folder.resolve(file), UTF_8).stream()
                    .map(Document::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void withDatabase(String uri, Consumer<MongoDatabase> work) {
        ConnectionString parsed = new ConnectionString(uri);
        try (MongoClient client = MongoClients.create(parsed)) {
            work.accept(client.getDatabase(Objects.requireNonNull(parsed.getDatabase())));
        }
    }
}
