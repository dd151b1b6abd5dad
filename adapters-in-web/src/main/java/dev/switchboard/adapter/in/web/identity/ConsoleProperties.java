package dev.switchboard.adapter.in.web.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param session how long a console session lasts before the password is needed again
@ConfigurationProperties("switchboard.console")
record ConsoleProperties(@DefaultValue("12h") Duration session) {

    ConsoleProperties {
        if (!session.isPositive()) {
            throw new IllegalArgumentException("switchboard.console.session must be positive");
        }
    }
}
