package dev.switchboard.adapter.out.persistence.embedded;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param dataDir the directory of the store and its lock
@ConfigurationProperties("switchboard")
record DataDirectoryProperties(@DefaultValue("data") Path dataDir) {}
