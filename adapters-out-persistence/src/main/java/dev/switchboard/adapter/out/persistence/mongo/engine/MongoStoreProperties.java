package dev.switchboard.adapter.out.persistence.mongo.engine;

import dev.switchboard.domain.secret.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param uri where the store is, with its credentials: a MongoDB connection string. Its path names
///   the database, `switchboard` if it has none
@ConfigurationProperties("switchboard.mongodb")
record MongoStoreProperties(Secret uri) {}
