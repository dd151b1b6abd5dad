package dev.switchboard.simulators.netomi;

import dev.switchboard.simulators.script.Stage;
import dev.switchboard.simulators.script.Upstreams;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Simulates Netomi: its tokens, its bot, and the bot's webhook calls.
@Configuration(proxyBeanMethods = false)
public class NetomiSimulatorConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    @Bean
    WebhookBook simulatedNetomiWebhooks(Environment environment) {
        return new WebhookBook(environment);
    }

    @Bean
    NetomiScript simulatedNetomiScript() {
        return new NetomiScript();
    }

    @Bean
    BotCallbacks simulatedNetomiCallbacks(Upstreams upstreams, WebhookBook webhooks, Clock clock) {
        HttpClient http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build();
        return new BotCallbacks(http, webhooks, upstreams.netomi().log(), clock);
    }

    @Bean
    NetomiController simulatedNetomiController(
            Upstreams upstreams,
            NetomiScript script,
            BotCallbacks callbacks,
            Stage stage,
            Clock clock) {
        return new NetomiController(
                upstreams.netomi().log(),
                script,
                new TokenOffice(clock),
                new NetomiBot(callbacks, stage),
                stage);
    }

    @Bean
    NetomiControlController simulatedNetomiControl(NetomiScript script, WebhookBook webhooks) {
        return new NetomiControlController(script, webhooks);
    }
}
