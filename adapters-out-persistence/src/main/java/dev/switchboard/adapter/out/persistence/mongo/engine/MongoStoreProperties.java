package dev.switchboard.adapter.out.persistence.mongo.engine;

import dev.switchboard.domain.secret.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param uri the MongoDB connection string, with its credentials. Its path names the database;
///   `switchboard` if it has none. A blank one stands for none: the store is in the data directory
@ConfigurationProperties("switchboard.mongodb")
public record MongoStoreProperties(@DefaultValue("") Secret uri) {

    /// @throws MongoSettings.RefusedUriException if the text is not a connection string or asks for
    ///   weaker writes
    public MongoStoreProperties {
        if (!uri.reveal().isBlank()) {
            var _ = MongoSettings.parse(uri);
        }
    }
}
