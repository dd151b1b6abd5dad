package dev.switchboard.adapter.out.persistence.mongo.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import dev.switchboard.application.port.out.settings.MadeOfSettings;
import dev.switchboard.domain.secret.Secret;
import org.jspecify.annotations.Nullable;

/// The driver's settings. The promises depend on these, so they are set here and not by the
/// connection string: an acknowledged write is on disk on a majority of the members (promise D1), a
/// read sees nothing that could be rolled back (D4), and every wait ends after 2 s (D5). Of a
/// `mongodb+srv` address the driver asks the name service for its options.
@MadeOfSettings
final class MongoSettings {

    static final WriteConcern DURABLE =
            WriteConcern.MAJORITY
                    .withJournal(true)
                    .withWTimeout(Deadline.LIMIT.toMillis(), MILLISECONDS);

    private static final String DEFAULT_DATABASE = "switchboard";
    // Connections opened concurrently: after a start or an outage, many calls wait for one.
    private static final int AT_ONCE = 8;
    // Short, so that a returning server is noticed soon.
    private static final int HEARTBEAT_MILLIS = 2_000;

    private final ConnectionString uri;

    private MongoSettings(ConnectionString uri) {
        this.uri = uri;
    }

    /// @throws RefusedUriException if the text is not a connection string or asks for weaker writes
    static MongoSettings of(Secret uri) {
        ConnectionString parsed;
        try {
            parsed = new ConnectionString(uri.reveal());
        } catch (IllegalArgumentException _) {
            // Not passed on as the cause: its message would quote the text.
            throw new RefusedUriException("is not a valid MongoDB connection string");
        }
        refuseWeaker(parsed.getWriteConcern());
        return new MongoSettings(parsed);
    }

    private static void refuseWeaker(@Nullable WriteConcern asked) {
        if (asked == null) {
            return;
        }
        Object w = asked.getWObject();
        if (w != null && !w.equals("majority")) {
            throw new RefusedUriException(
                    "asks for w=%s, but acknowledged messages must be on a majority: remove w"
                            .formatted(w));
        }
        if (Boolean.FALSE.equals(asked.getJournal())) {
            throw new RefusedUriException(
                    "asks for journal=false, but acknowledged messages must be on disk: remove it");
        }
    }

    MongoClientSettings.Builder client() {
        long limit = Deadline.LIMIT.toMillis();
        return MongoClientSettings.builder()
                .applyConnectionString(uri)
                .applicationName("switchboard")
                .writeConcern(DURABLE)
                .readConcern(ReadConcern.MAJORITY)
                .readPreference(ReadPreference.primary())
                .retryWrites(true)
                .timeout(limit, MILLISECONDS)
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(limit, MILLISECONDS))
                .applyToServerSettings(
                        server -> server.heartbeatFrequency(HEARTBEAT_MILLIS, MILLISECONDS))
                .applyToSocketSettings(socket ->
                        socket.connectTimeout(limit, MILLISECONDS).readTimeout(limit, MILLISECONDS))
                .applyToConnectionPoolSettings(
                        pool -> pool.maxWaitTime(limit, MILLISECONDS).maxConnecting(AT_ONCE));
    }

    String database() {
        String named = uri.getDatabase();
        return named == null ? DEFAULT_DATABASE : named;
    }

    /// The configured connection string cannot be used. The message never quotes it, because it may
    /// contain a password.
    static final class RefusedUriException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RefusedUriException(String reason) {
            super("switchboard.mongodb.uri " + reason);
        }
    }
}
