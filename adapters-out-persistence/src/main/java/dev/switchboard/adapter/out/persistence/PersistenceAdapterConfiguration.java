package dev.switchboard.adapter.out.persistence;

import dev.switchboard.adapter.out.persistence.keys.KeyRingConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Keeps everything that must survive: in MongoDB if `switchboard.mongodb.uri` names one, else in a
/// file of the data directory.
@Configuration(proxyBeanMethods = false)
@Import({KeyRingConfiguration.class, StoreChoice.class})
public class PersistenceAdapterConfiguration {}
