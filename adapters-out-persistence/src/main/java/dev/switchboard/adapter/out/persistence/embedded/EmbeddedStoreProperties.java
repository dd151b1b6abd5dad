package dev.switchboard.adapter.out.persistence.embedded;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// @param maxQueued how many writes may wait for their group before more are refused
/// @param memory for caches and for what is not yet in tables, outside the Java heap
@ConfigurationProperties("switchboard.embedded")
record EmbeddedStoreProperties(
        @DefaultValue("4096") int maxQueued, @DefaultValue("64MB") DataSize memory) {}
