package dev.switchboard.adapter.out.persistence.embedded;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param maxQueued how many writes may wait for their group before more are refused
@ConfigurationProperties("switchboard.embedded")
record EmbeddedStoreProperties(@DefaultValue("4096") int maxQueued) {}
