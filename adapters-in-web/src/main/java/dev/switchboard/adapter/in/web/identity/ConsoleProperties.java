package dev.switchboard.adapter.in.web.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param session how long one may work in the console before the password is asked for again
@ConfigurationProperties("switchboard.console")
record ConsoleProperties(@DefaultValue("12h") Duration session) {

    ConsoleProperties {
        if (!session.isPositive()) {
            throw new IllegalArgumentException("switchboard.console.session must be positive");
        }
    }
}
