package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.conversation.ReadRecent;
import dev.switchboard.application.port.in.upstream.UseUpstreamToken;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.application.port.out.upstream.UpstreamTokens;
import dev.switchboard.application.service.conversation.RecentReader;
import dev.switchboard.application.service.upstream.UpstreamTokenService;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What people see of the bot: its token, and what was said last.
@Configuration(proxyBeanMethods = false)
class BotWiring {

    @Bean
    UseUpstreamToken useUpstreamToken(UpstreamTokens tokens, Clock clock) {
        return new UpstreamTokenService(tokens, clock);
    }

    @Bean
    ReadRecent readRecent(RecentActivity activity) {
        return new RecentReader(activity);
    }
}
