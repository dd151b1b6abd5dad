package dev.switchboard.adapter.out.persistence.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Sorts;
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/// The epochs of the hubs that wrote a journal.
public final class JournalEpochs {

    private JournalEpochs() {}

    /// Returns the messages whose epoch is below that of an earlier one of their conversation: a
    /// hub wrote them that was not the owner any more.
    public static List<String> falling(String uri) {
        ConnectionString database = new ConnectionString(uri);
        try (MongoClient client = MongoClients.create(database)) {
            return falling(
                    client.getDatabase(database.getDatabase())
                            .getCollection(Collections.JOURNAL)
                            .find()
                            .sort(Sorts.ascending("conversation", "seq"))
                            .into(new ArrayList<>()));
        }
    }

    /// @param messages of each conversation in the order of their `seq`
    static List<String> falling(List<Document> messages) {
        Map<String, Long> highest = new HashMap<>();
        return messages.stream()
                .filter(message -> falls(message, highest))
                .map(Document::toJson)
                .toList();
    }

    private static boolean falls(Document message, Map<String, Long> highest) {
        long epoch = message.get("epoch", Number.class).longValue();
        return epoch < highest.merge(message.getString("conversation"), epoch, Math::max);
    }
}
