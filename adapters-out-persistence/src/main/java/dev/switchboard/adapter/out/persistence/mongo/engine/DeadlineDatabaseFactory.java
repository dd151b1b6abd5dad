package dev.switchboard.adapter.out.persistence.mongo.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/// Gives each operation what is left of its [Deadline], all of the driver's waits and retries
/// included.
final class DeadlineDatabaseFactory extends SimpleMongoClientDatabaseFactory {

    DeadlineDatabaseFactory(MongoClient client, String database) {
        super(client, database);
    }

    @Override
    protected MongoDatabase doGetMongoDatabase(String name) {
        return super.doGetMongoDatabase(name).withTimeout(Deadline.left().toMillis(), MILLISECONDS);
    }
}
