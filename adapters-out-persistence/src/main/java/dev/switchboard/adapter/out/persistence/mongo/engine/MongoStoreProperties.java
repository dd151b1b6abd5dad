package dev.switchboard.adapter.out.persistence.mongo.engine;

import dev.switchboard.domain.secret.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param uri the MongoDB connection string, with its credentials. Its path names the database;
///   `switchboard` if it has none. A blank one stands for none: the store is in the data directory
@ConfigurationProperties("switchboard.mongodb")
public record MongoStoreProperties(@DefaultValue("") Secret uri) {}
