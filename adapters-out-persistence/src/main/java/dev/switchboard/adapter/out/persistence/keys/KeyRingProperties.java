package dev.switchboard.adapter.out.persistence.keys;

import dev.switchboard.domain.secret.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param dataDir where the master key is kept if none is given here
/// @param masterKey 32 bytes in base64; nodes that share a store share it
@ConfigurationProperties("switchboard")
record KeyRingProperties(@DefaultValue("data") Path dataDir, @Nullable Secret masterKey) {}
