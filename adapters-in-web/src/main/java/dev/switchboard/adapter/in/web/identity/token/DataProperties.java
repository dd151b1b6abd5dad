package dev.switchboard.adapter.in.web.identity.token;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param dataDir the directory for data that this hub generates, such as its keys
@ConfigurationProperties("switchboard")
record DataProperties(@DefaultValue("data") Path dataDir) {}
