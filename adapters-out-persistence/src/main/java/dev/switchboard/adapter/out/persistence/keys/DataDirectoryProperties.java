package dev.switchboard.adapter.out.persistence.keys;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param dataDir the directory for the embedded store, its lock, and what this hub generates
@ConfigurationProperties("switchboard")
public record DataDirectoryProperties(@DefaultValue("data") Path dataDir) {}
